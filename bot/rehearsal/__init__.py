"""The simulated Discord: where a facilitator practises alone and where the stories are tested."""
