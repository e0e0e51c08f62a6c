"""Rules about the second tier (二级指标): family C."""
