"""What a learner takes home: the Keras code of exactly the network on screen, and its weights."""
