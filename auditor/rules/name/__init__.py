"""Rules about the name (三级指标): family N."""
