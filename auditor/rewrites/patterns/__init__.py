"""One module per family of patterns; each public function takes a case and yields drafts, best first."""
