/** A node ended without saying so. What it had stored but not announced yet is known to nobody. */
export class NodeLost {
  constructor(
    readonly nodeId: string,
    /** Its last heartbeat, by this node's clock. */
    readonly lastSeenAt: Date,
  ) {}
}
