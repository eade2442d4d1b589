"""The desk: what staff decide about a new report. Detect, propose, review, roll forward, publish."""
