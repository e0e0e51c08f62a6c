from cases import findings_of

__all__ = ["findings_of"]
