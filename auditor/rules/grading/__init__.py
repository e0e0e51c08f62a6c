"""Rules about grading bands 优/良/中/差: family G."""
