/** Broadcasts of other nodes may not have reached the sockets of this one. */
export class BroadcastsMissed {
  constructor(readonly since: Date) {}
}
