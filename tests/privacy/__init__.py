"""Privacy, tried at random: people thank, ask and press whatever they see, and all that anybody reads is looked at."""
