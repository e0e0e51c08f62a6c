"""Which of the nine second tiers a row's content belongs to: feature map, classifier, training, evaluation."""
