"""Rules about self-evaluations: family S."""
