-- The thread of which this key is, if it is packed; '' if not. It stays packed.
return packedOwner(ARGV[1]) or ''
