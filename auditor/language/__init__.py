"""Text → feature columns: normalisation, segmentation, word classes, the grammar of targets, the columns themselves."""
