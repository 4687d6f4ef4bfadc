"""
Named takes: who says what about the event, beside the event itself.

A take is a frame, (actor, stance, object), that some of the press tells: "Hamas accuses Israel of sabotaging talks".
Frames are read from headlines and sentences by rules (``clauses``, ``actors``, ``objects``); the frames that most
headlines carry are the event itself and no take (``groups``, ``naming``); labels are made of the words of one clause
(``labels``).
"""
