"""Rules about the target (指标值): family V."""
