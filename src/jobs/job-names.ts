/** What a job is told: names only, since by the time it runs what they name may have changed. */
export interface JobData {
  /** Takes an object of the service's own out of the store. */
  'remove-object': { url: string };
  /** Asks the virus scanner about the file that a message was sent with. */
  'scan-file': { roomId: string; messageId: string; url: string };
  /** Looks into the file that a message was sent with. */
  'process-media': { roomId: string; messageId: string; url: string };
  /** Looks at what the first link of a message leads to. */
  'preview-link': { roomId: string; messageId: string };
  /** Takes back everything that a person has written or set. */
  'erase-person': { userId: string };
  /** Removes what is older than it is to be kept. */
  'remove-old-messages': object;
  /** Removes what lies in the store and belongs to no message. */
  'remove-orphans': object;
  /** Takes up what the marketplace has renamed since rooms were opened. */
  'refresh-room-names': object;
}

/** The queues; a migration has created each of them, and says how often a job of it is tried again. */
export type JobName = keyof JobData;
