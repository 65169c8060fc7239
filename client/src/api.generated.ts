// Made by `npm run client:types` from the service's OpenAPI document. Not to be edited.

export interface paths {
  '/metrics': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Figures for Prometheus
     * @description For the operator; the gateway does not route it.
     */
    get: operations['Metrics_expose'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/chats/admin/revocations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Refuse tokens before they end
     * @description For role `service` only; it names a gallery in `x-gallery-id` here as in every call, which has no further meaning. Exactly one of `jti` (that token) and `userId` (every token of the user whose `iat` is not in a later second than this call, and every one without `iat`). REST and new sockets are answered `UNAUTHORIZED`; open sockets get `session_expired` and are disconnected, on every node within a second. An entry is kept until `expiresAt`, 90 days by default: tokens must not live longer than that. Repeating it is 200: a user’s tokens issued meanwhile are refused too, and `expires_at` only moves forward.
     */
    post: operations['Revocations_revoke'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/chats': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The gallery's active rooms
     * @description Newest activity first. Up to 1000 rooms when neither `limit` nor `cursor` is given.
     */
    get: operations['Rooms_list'];
    put?: never;
    /**
     * Open a room, or find the one that stands
     * @description One active room for each offer, for each vehicle and pair of galleries, and for each pair in `support`. Asking again, even many times at once, gives the same room.
     */
    post: operations['Rooms_open'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/chats/unread-count': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Unread messages, for a badge */
    get: operations['Rooms_unreadCount'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/chats/{roomId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A room with its last messages
     * @description The same fields as in the list, and the last 50 messages, oldest first.
     */
    get: operations['Messages_open'];
    put?: never;
    post?: never;
    /**
     * Close a room
     * @description Its messages are kept. Opening a room for the same subject later gives a new one.
     */
    delete: operations['Rooms_close'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/chats/{roomId}/upload-url': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Prepare an upload to the object store
     * @description Gives a form that the store accepts once the announced file is sent with it: exactly this size and type. Afterwards name `file_url` in `POST /chats/:roomId/upload`.
     */
    post: operations['Uploads_grant'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/chats/{roomId}/messages': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Messages of a room, oldest first
     * @description By `page`, where 1 is the newest window, or by `before` / `after` a `seq`, for endless scroll and catching up.
     */
    get: operations['Messages_list'];
    put?: never;
    /**
     * Send a message
     * @description Answered once it is committed. The same `clientMessageId` again gives the first message with 200; with another body it is a conflict.
     */
    post: operations['Messages_send'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/chats/{roomId}/messages/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One message
     * @description With a fresh link to its file.
     */
    get: operations['Messages_one'];
    put?: never;
    post?: never;
    /**
     * Delete your own message
     * @description For MESSAGE_DELETE_WINDOW seconds after it was sent. It keeps its number and shows as deleted; its file and what it said before are gone. Repeating it changes nothing.
     */
    delete: operations['Edits_delete'];
    options?: never;
    head?: never;
    /**
     * Edit your own message
     * @description For MESSAGE_EDIT_WINDOW seconds after it was sent; a text, or the caption of a file. What it said before stays readable for both sides. The same content again changes nothing.
     */
    patch: operations['Edits_edit'];
    trace?: never;
  };
  '/chats/{roomId}/messages/{id}/forward': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Pass a message on into a room of yours
     * @description A text, or a file with a copy of its own. What it says now is sent; who said it, replies, emoji and metadata stay behind. The answer is the new message.
     */
    post: operations['Messages_forward'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/chats/{roomId}/upload': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Send a file
     * @description Either one that was uploaded to the object store, named by its URL, or as `multipart/form-data`, which the service stores.
     */
    post: operations['FileMessages_upload'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/chats/{roomId}/read': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Mark everything in a room as read
     * @description Marks only the other side's messages; needs no body.
     */
    post: operations['ReadReceipts_markAll'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/chats/{roomId}/messages/{id}/read': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Mark one message as read
     * @description Repeating it changes nothing.
     */
    put: operations['ReadReceipts_markOne'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/chats/{roomId}/messages/{id}/edits': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What a message said before it was edited
     * @description For both sides, the first version first. Empty when it was never edited, or was deleted.
     */
    get: operations['Edits_history'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/chats/{roomId}/messages/{id}/reactions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Set an emoji under a message
     * @description For both sides, under any message that was not deleted; each person each emoji once. Again changes nothing.
     */
    put: operations['Reactions_add'];
    post?: never;
    /**
     * Take your emoji off a message
     * @description What is not there is removed already.
     */
    delete: operations['Reactions_remove'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/chats/{roomId}/pins': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The room's pinned messages
     * @description The one that was pinned last comes first.
     */
    get: operations['Pins_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/chats/{roomId}/messages/{id}/pin': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Pin a message for both sides
     * @description Either side, any message that was not deleted. Again changes nothing.
     */
    put: operations['Pins_pin'];
    post?: never;
    /**
     * Unpin a message
     * @description Either side, whoever pinned it. What is not pinned is unpinned already.
     */
    delete: operations['Pins_unpin'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/chats/{roomId}/media': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The files of a room
     * @description The newest ones, oldest first, and with `before` those that come before a `seq`: pass `first_seq` of the page for the next.
     */
    get: operations['Media_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/chats/search': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Search in all rooms
     * @description Finds messages that have all of the words, whatever their suffixes and accents are, or letters within them (from three on); content and file names are searched. Words in quotation marks stand next to one another; other signs are not looked for. Latest first, but a message with only parts of the words counts as 30 days older. A new message is found a second or two after it was sent; what was deleted is not found any more. The active rooms of the caller's gallery are searched.
     */
    get: operations['Search_everywhere'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/chats/{roomId}/messages/search': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Search in a room
     * @description Finds messages that have all of the words, whatever their suffixes and accents are, or letters within them (from three on); content and file names are searched. Words in quotation marks stand next to one another; other signs are not looked for. Latest first, but a message with only parts of the words counts as 30 days older. A new message is found a second or two after it was sent; what was deleted is not found any more.
     */
    get: operations['Search_inRoom'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/chats/presence': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Who is online
     * @description In the order asked, one entry for each gallery that the person acts for. Only people of the caller's gallery and of galleries that share an active room with it; others are not in the answer.
     */
    get: operations['Presence_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/chats/admin/rooms': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Find rooms of any galleries
     * @description For roles `support` and `admin`. Newest activity first. Nothing of what was said is in the answer, so finding is not recorded. Names are compared without accents and in lower case, İ, I and ı as one letter; letters within a word are found from three on, fewer at its beginning. A name that the marketplace changes is found from the next night on. A page may be shorter than its limit, even empty, since 20,000 rooms at most are looked at for it: `next_cursor` tells whether there may be more.
     */
    get: operations['Administration_find'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/chats/admin/rooms/{roomId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read a room of others
     * @description For roles `support` and `admin`. Also one that was deleted. Who reads, from where and what is recorded before anything is read; when it cannot be recorded, nothing is answered. Nothing is marked as read, and nobody in the room is told.
     */
    get: operations['Administration_open'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/chats/admin/rooms/{roomId}/messages': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read on in a room of others
     * @description For roles `support` and `admin`. Oldest first; the newest when neither `before` nor `after` is given. Who reads, from where and what is recorded before anything is read; when it cannot be recorded, nothing is answered. Nothing is marked as read, and nobody in the room is told.
     */
    get: operations['Administration_messages'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/chats/admin/audit': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Who has read which room
     * @description For role `admin`. Newest first. Entries are kept for good. One says that somebody asked to read, whether or not there was such a room.
     */
    get: operations['Administration_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/chats/admin/figures': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What goes on now
     * @description For roles `support` and `admin`. Cheap enough to be asked for every two seconds. Over all nodes, each as it counted itself within the last seconds; while Redis is away, of the node that answers.
     */
    get: operations['Administration_now'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/chats/capabilities': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What this installation can do
     * @description Version, features and limits. Needs no token.
     */
    get: operations['Capabilities_show'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/health/live': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Whether the process runs
     * @description Asks no dependency: a restart would not mend one.
     */
    get: operations['Health_live'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/health/ready': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Whether it can serve
     * @description Each dependency by its name.
     */
    get: operations['Health_ready'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/health': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Both at once */
    get: operations['Health_both'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/docs/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The socket events as AsyncAPI 3
     * @description A page to read when a browser asks.
     */
    get: operations['Events_show'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    Message: {
      /** Format: uuid */
      id: string;
      /** Format: uuid */
      room_id: string;
      /** Format: uuid */
      sender_id: string;
      /** Format: uuid */
      sender_gallery_id: string;
      first_name: string | null;
      last_name: string | null;
      /** @description 1, 2, 3 … within the room, without gaps, in commit order */
      seq: number;
      /**
       * Format: uuid
       * @description As the sender chose it
       */
      client_message_id: string | null;
      /** @enum {string} */
      message_type: 'text' | 'file' | 'system' | 'offer_update';
      /** @description As sent; the caption of a file */
      content: string | null;
      /** @description A presigned link that ends after FILE_URL_TTL */
      file_url: string | null;
      /**
       * @description A file that is `checking` or `refused` has no link
       * @enum {string|null}
       */
      file_status: 'ready' | 'checking' | 'refused' | null;
      file_name: string | null;
      /** @description Bytes */
      file_size: number | null;
      /** @description Media type */
      file_type: string | null;
      /** @description What is known of the file; null until it was looked into, which `message_updated` tells */
      media: {
        /** @enum {string} */
        kind: 'image' | 'video' | 'audio' | 'document';
        /** @description Pixels, as it is shown */
        width: number | null;
        height: number | null;
        /** @description Seconds */
        duration: number | null;
        waveform: number[] | null;
        thumbnail: {
          /** @description A presigned link, as `file_url` */
          url: string;
          /** @description Pixels */
          width: number;
          height: number;
        } | null;
      } | null;
      /** Format: uuid */
      reply_to_id: string | null;
      /** @description The message that this one answers, as it stands now */
      reply_to: {
        /** Format: uuid */
        id: string;
        seq: number;
        /** Format: uuid */
        sender_id: string;
        /** Format: uuid */
        sender_gallery_id: string;
        first_name: string | null;
        last_name: string | null;
        /** @enum {string} */
        message_type: 'text' | 'file' | 'system' | 'offer_update';
        /** @description The start of its content, or the name of its file */
        excerpt: string | null;
        /**
         * Format: date-time
         * @description ISO 8601 UTC with milliseconds
         */
        deleted_at: string | null;
      } | null;
      metadata: {
        [key: string]: unknown;
      } | null;
      /** @description What is behind the first link of a text, in the words of the page; `message_updated` tells when it comes */
      link_preview: {
        /** @description The link */
        url: string;
        title: string;
        description: string | null;
        site_name: string | null;
        /** @description Where the page says that its picture is; nobody has looked at it */
        image_url: string | null;
      } | null;
      /** @description Passed on: it was said elsewhere first */
      forwarded: boolean;
      reactions: {
        emoji: string;
        count: number;
        user_ids: string[];
      }[];
      /**
       * Format: date-time
       * @description ISO 8601 UTC with milliseconds
       */
      pinned_at: string | null;
      /** Format: uuid */
      pinned_by: string | null;
      /**
       * Format: date-time
       * @description When the other side read it
       */
      read_at: string | null;
      /** Format: uuid */
      read_by: string | null;
      /**
       * Format: date-time
       * @description ISO 8601 UTC with milliseconds
       */
      edited_at: string | null;
      /**
       * Format: date-time
       * @description ISO 8601 UTC with milliseconds
       */
      deleted_at: string | null;
      /**
       * Format: date-time
       * @description ISO 8601 UTC with milliseconds
       */
      created_at: string;
    };
    MessageVersion: {
      /** @description 1 is what was sent */
      version: number;
      content: string | null;
      /**
       * Format: date-time
       * @description ISO 8601 UTC with milliseconds
       */
      written_at: string;
      /**
       * Format: date-time
       * @description ISO 8601 UTC with milliseconds
       */
      replaced_at: string;
    };
    /** @description A room as one gallery sees it */
    Room: {
      /** Format: uuid */
      id: string;
      /** @enum {string} */
      room_type: 'offer' | 'vehicle' | 'support';
      /** Format: uuid */
      offer_id: string | null;
      /** Format: uuid */
      vehicle_id: string | null;
      /**
       * Format: uuid
       * @description The side that opened the room
       */
      gallery_a_id: string;
      /** Format: uuid */
      gallery_b_id: string;
      gallery_a_name: string | null;
      gallery_b_name: string | null;
      vehicle_brand: string | null;
      vehicle_model: string | null;
      vehicle_price: number | null;
      vehicle_title: string | null;
      is_active: boolean;
      /**
       * Format: date-time
       * @description ISO 8601 UTC with milliseconds
       */
      closed_at: string | null;
      /**
       * Format: date-time
       * @description ISO 8601 UTC with milliseconds
       */
      last_message_at: string | null;
      /** @description The first 100 characters of the last message */
      last_message_preview: string | null;
      /** @description The number of the oldest message that is kept; `last_seq + 1` when there is none */
      first_seq: number;
      /** @description The number of the last message; 0 in an empty room */
      last_seq: number;
      /** @description The caller's own */
      unread_count: number;
      /**
       * Format: date-time
       * @description ISO 8601 UTC with milliseconds
       */
      created_at: string;
      /**
       * Format: date-time
       * @description ISO 8601 UTC with milliseconds
       */
      updated_at: string;
    };
    RoomWithMessages: {
      /** Format: uuid */
      id: string;
      /** @enum {string} */
      room_type: 'offer' | 'vehicle' | 'support';
      /** Format: uuid */
      offer_id: string | null;
      /** Format: uuid */
      vehicle_id: string | null;
      /**
       * Format: uuid
       * @description The side that opened the room
       */
      gallery_a_id: string;
      /** Format: uuid */
      gallery_b_id: string;
      gallery_a_name: string | null;
      gallery_b_name: string | null;
      vehicle_brand: string | null;
      vehicle_model: string | null;
      vehicle_price: number | null;
      vehicle_title: string | null;
      is_active: boolean;
      /**
       * Format: date-time
       * @description ISO 8601 UTC with milliseconds
       */
      closed_at: string | null;
      /**
       * Format: date-time
       * @description ISO 8601 UTC with milliseconds
       */
      last_message_at: string | null;
      /** @description The first 100 characters of the last message */
      last_message_preview: string | null;
      /** @description The number of the oldest message that is kept; `last_seq + 1` when there is none */
      first_seq: number;
      /** @description The number of the last message; 0 in an empty room */
      last_seq: number;
      /** @description The caller's own */
      unread_count: number;
      /**
       * Format: date-time
       * @description ISO 8601 UTC with milliseconds
       */
      created_at: string;
      /**
       * Format: date-time
       * @description ISO 8601 UTC with milliseconds
       */
      updated_at: string;
      /** @description The last 50, oldest first */
      messages: components['schemas']['Message'][];
    };
    UnreadTotals: {
      /** @description Unread messages over all active rooms */
      total: number;
      /** @description Rooms with at least one */
      rooms: number;
    };
    ReadResult: {
      /** Format: uuid */
      room_id: string;
      /** @description Messages that this call marked */
      read_count: number;
      /** @description What remains unread in the room */
      unread_count: number;
      /** @description Every message of the other side up to this number is read */
      read_up_to_seq: number;
    };
    JoinResult: {
      /** Format: uuid */
      room_id: string;
      last_seq: number;
      unread_count: number;
      online: string[];
    };
    Presence: {
      /** Format: uuid */
      user_id: string;
      /**
       * Format: uuid
       * @description The gallery that they act for
       */
      gallery_id: string;
      /** @enum {string} */
      status: 'online' | 'offline';
      /**
       * Format: date-time
       * @description Now, while they are online; null when they never were
       */
      last_seen_at: string | null;
    };
    SyncedRoom: {
      /** Format: uuid */
      room_id: string;
      messages: components['schemas']['Message'][];
      changes: components['schemas']['Message'][];
      /** @description By gallery: every message of the other side up to this number is read */
      read_up_to: {
        [key: string]: number;
      };
      /** @description The number of the oldest message that is kept: what the client has before it is to be dropped */
      first_seq: number;
      /** @description The number of the last message */
      last_seq: number;
      /** @description The next `afterRev` */
      rev: number;
      has_more: boolean;
    };
    UnsyncedRoom: {
      /** Format: uuid */
      room_id: string;
      error: components['schemas']['Error'];
    };
    UploadGrant: {
      upload: {
        /** @description Where to post the form */
        url: string;
        /** @constant */
        method: 'POST';
        /** @description Form fields, before `file` */
        fields: {
          [key: string]: string;
        };
      };
      /** @description To be passed as `fileUrl` once the upload is done */
      file_url: string;
      /**
       * Format: date-time
       * @description ISO 8601 UTC with milliseconds
       */
      expires_at: string;
    };
    Revocation: {
      /** Format: uuid */
      id: string;
      /** @description The token; null when all tokens of a user are meant */
      jti: string | null;
      /**
       * Format: uuid
       * @description All tokens of this user that were issued up to the second of `revoked_at`
       */
      user_id: string | null;
      reason: string | null;
      /**
       * Format: uuid
       * @description Who asked for it
       */
      revoked_by: string;
      /**
       * Format: date-time
       * @description ISO 8601 UTC with milliseconds
       */
      revoked_at: string;
      /**
       * Format: date-time
       * @description Until when, at the least, tokens are refused for it
       */
      expires_at: string;
    };
    RoomListPagination: {
      limit: number;
      /** @description For `?cursor=`; null on the last page */
      next_cursor: string | null;
    };
    FoundMessage: {
      message: components['schemas']['Message'];
      /** @description What it says around the first hit, or the name of its file: plain text, never markup */
      snippet: string;
      /** @description Where in the snippet the hits are, in UTF-16 code units */
      highlights: {
        start: number;
        /** @description Not included */
        end: number;
      }[];
    };
    FoundInRooms: {
      message: components['schemas']['Message'];
      /** @description What it says around the first hit, or the name of its file: plain text, never markup */
      snippet: string;
      /** @description Where in the snippet the hits are, in UTF-16 code units */
      highlights: {
        start: number;
        /** @description Not included */
        end: number;
      }[];
      room: {
        /** Format: uuid */
        id: string;
        /** @enum {string} */
        room_type: 'offer' | 'vehicle' | 'support';
        /** Format: uuid */
        other_gallery_id: string;
        other_gallery_name: string | null;
      };
    };
    SearchPagination: {
      limit: number;
      /** @description For `?cursor=` with the same search; null on the last page */
      next_cursor: string | null;
    };
    PagePagination: {
      /** @description 1 is the newest window */
      page: number;
      limit: number;
      total: number;
      totalPages: number;
    };
    SeqPagination: {
      limit: number;
      has_more: boolean;
      first_seq: number | null;
      last_seq: number | null;
    };
    /** @description A room as neither side sees it */
    AdministeredRoom: {
      /** Format: uuid */
      id: string;
      /** @enum {string} */
      room_type: 'offer' | 'vehicle' | 'support';
      /** Format: uuid */
      offer_id: string | null;
      /** Format: uuid */
      vehicle_id: string | null;
      /**
       * Format: uuid
       * @description The side that opened the room
       */
      gallery_a_id: string;
      /** Format: uuid */
      gallery_b_id: string;
      gallery_a_name: string | null;
      gallery_b_name: string | null;
      vehicle_brand: string | null;
      vehicle_model: string | null;
      vehicle_price: number | null;
      vehicle_title: string | null;
      is_active: boolean;
      /**
       * Format: date-time
       * @description ISO 8601 UTC with milliseconds
       */
      closed_at: string | null;
      /**
       * Format: date-time
       * @description ISO 8601 UTC with milliseconds
       */
      last_message_at: string | null;
      /** @description The number of the oldest message that is kept; `last_seq + 1` when there is none */
      first_seq: number;
      /** @description The number of the last message; 0 in an empty room */
      last_seq: number;
      /**
       * Format: date-time
       * @description ISO 8601 UTC with milliseconds
       */
      created_at: string;
      /**
       * Format: date-time
       * @description ISO 8601 UTC with milliseconds
       */
      updated_at: string;
      /** @description Messages of gallery b that gallery a has not read */
      unread_a: number;
      /** @description Messages of gallery a that gallery b has not read */
      unread_b: number;
    };
    AdministeredRoomWithMessages: {
      /** Format: uuid */
      id: string;
      /** @enum {string} */
      room_type: 'offer' | 'vehicle' | 'support';
      /** Format: uuid */
      offer_id: string | null;
      /** Format: uuid */
      vehicle_id: string | null;
      /**
       * Format: uuid
       * @description The side that opened the room
       */
      gallery_a_id: string;
      /** Format: uuid */
      gallery_b_id: string;
      gallery_a_name: string | null;
      gallery_b_name: string | null;
      vehicle_brand: string | null;
      vehicle_model: string | null;
      vehicle_price: number | null;
      vehicle_title: string | null;
      is_active: boolean;
      /**
       * Format: date-time
       * @description ISO 8601 UTC with milliseconds
       */
      closed_at: string | null;
      /**
       * Format: date-time
       * @description ISO 8601 UTC with milliseconds
       */
      last_message_at: string | null;
      /** @description The number of the oldest message that is kept; `last_seq + 1` when there is none */
      first_seq: number;
      /** @description The number of the last message; 0 in an empty room */
      last_seq: number;
      /**
       * Format: date-time
       * @description ISO 8601 UTC with milliseconds
       */
      created_at: string;
      /**
       * Format: date-time
       * @description ISO 8601 UTC with milliseconds
       */
      updated_at: string;
      /** @description Messages of gallery b that gallery a has not read */
      unread_a: number;
      /** @description Messages of gallery a that gallery b has not read */
      unread_b: number;
      /** @description The last 50, oldest first */
      messages: components['schemas']['Message'][];
    };
    AuditEntry: {
      /** Format: uuid */
      id: string;
      /**
       * Format: date-time
       * @description When it was asked for, by the clock of the database
       */
      at: string;
      /**
       * Format: uuid
       * @description Who read
       */
      user_id: string;
      first_name: string | null;
      last_name: string | null;
      /** @description Of their token */
      role: string;
      /**
       * Format: uuid
       * @description Of their token
       */
      gallery_id: string;
      /** @enum {string} */
      action: 'open_room' | 'read_messages';
      /**
       * Format: uuid
       * @description As it was asked for: there may be no such room
       */
      room_id: string;
      /** @description Which messages were asked for */
      details: {
        [key: string]: unknown;
      };
      /** @description As the logs have it */
      request_id: string;
      /** @description Where the request came from, as far as `TRUST_PROXY` tells */
      address: string | null;
    };
    AuditPagination: {
      limit: number;
      /** @description For `?cursor=`; null on the last page */
      next_cursor: string | null;
    };
    /** @description Messages stored in a second, to hundredths */
    MessageRates: {
      last_10_seconds: number;
      last_minute: number;
    };
    /** @description One node, as it counted itself within the last seconds */
    NodeFigures: {
      /**
       * Format: uuid
       * @description New for each process
       */
      node_id: string;
      version: string;
      /**
       * Format: date-time
       * @description ISO 8601 UTC with milliseconds
       */
      started_at: string;
      /** @description Connected to this node */
      sockets: number;
      messages_per_second: components['schemas']['MessageRates'];
    };
    LiveFigures: {
      /**
       * Format: date-time
       * @description ISO 8601 UTC with milliseconds
       */
      at: string;
      /** @description Connected, over `nodes` */
      sockets: number;
      /** @description Each counted once, over all nodes; somebody who was cut off counts for five more seconds, and whose node was lost for up to fifteen */
      people_online: number;
      /** @description At most ten seconds old */
      rooms: {
        active: number;
        /** @description With those that were deleted */
        total: number;
        /** @description False: counted. True: there are more than 5,000, and this is what PostgreSQL reckons */
        estimated: boolean;
      };
      messages_per_second: components['schemas']['MessageRates'];
      /** @description Nodes that run, as far as this one knows */
      node_count: number;
      nodes: components['schemas']['NodeFigures'][];
    };
    Error: {
      /**
       * @description Stable; a client may branch on it
       * @enum {string}
       */
      code:
        | 'VALIDATION_FAILED'
        | 'INVALID_JSON'
        | 'FILE_INVALID'
        | 'OWN_MESSAGE'
        | 'MESSAGE_NOT_EDITABLE'
        | 'MESSAGE_NOT_FORWARDABLE'
        | 'SAME_GALLERY'
        | 'OFFER_ROOM_REQUIRED'
        | 'UNKNOWN_EVENT'
        | 'UNAUTHORIZED'
        | 'ORIGIN_FORBIDDEN'
        | 'GALLERY_FORBIDDEN'
        | 'ROLE_FORBIDDEN'
        | 'ROOM_FORBIDDEN'
        | 'OFFER_FORBIDDEN'
        | 'MESSAGE_TYPE_FORBIDDEN'
        | 'NOT_OWN_MESSAGE'
        | 'CHANGE_WINDOW_OVER'
        | 'NOT_FOUND'
        | 'ROOM_NOT_FOUND'
        | 'MESSAGE_NOT_FOUND'
        | 'OFFER_NOT_FOUND'
        | 'VEHICLE_NOT_FOUND'
        | 'GALLERY_NOT_FOUND'
        | 'IDEMPOTENCY_CONFLICT'
        | 'MESSAGE_DELETED'
        | 'EDIT_LIMIT_REACHED'
        | 'REACTION_LIMIT_REACHED'
        | 'PIN_LIMIT_REACHED'
        | 'ROOM_NOT_JOINED'
        | 'PAYLOAD_TOO_LARGE'
        | 'UNSUPPORTED_MEDIA_TYPE'
        | 'RATE_LIMITED'
        | 'INTERNAL_ERROR'
        | 'SERVICE_UNAVAILABLE'
        | 'STORAGE_UNAVAILABLE'
        | 'ROOM_BUSY';
      /** @description For a person, in Turkish or English by Accept-Language */
      message: string;
      details?: {
        field: string;
        message: string;
      }[];
    };
    Failure: {
      /** @constant */
      success: false;
      error: components['schemas']['Error'];
      /** @description Also in the logs */
      request_id: string;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  Metrics_expose: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The text format of Prometheus */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/plain': string;
        };
      };
    };
  };
  Revocations_revoke: {
    parameters: {
      query?: never;
      header?: {
        /** @description The gallery to act for; the token's first when absent. Role `service` must send it. */
        'x-gallery-id'?: string;
        /** @description The language of `error.message`: `tr` or `en` */
        'Accept-Language'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description The claim `jti` of the token */
          jti?: string | null;
          /** Format: uuid */
          userId?: string | null;
          /**
           * Format: date-time
           * @description To come, at most 3650 days ahead
           */
          expiresAt?: string | null;
          /** @description Kept with the entry */
          reason?: string | null;
        };
      };
    };
    responses: {
      /** @description It stood already, and was extended */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @constant */
            success: true;
            data: components['schemas']['Revocation'];
          };
        };
      };
      /** @description Refused from now on */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @constant */
            success: true;
            data: components['schemas']['Revocation'];
          };
        };
      };
      /** @description `VALIDATION_FAILED`, `INVALID_JSON` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `UNAUTHORIZED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `GALLERY_FORBIDDEN`, `ROLE_FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `PAYLOAD_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `RATE_LIMITED` */
      429: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `INTERNAL_ERROR` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `SERVICE_UNAVAILABLE` */
      503: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
    };
  };
  Rooms_list: {
    parameters: {
      query?: {
        /** @description Page size */
        limit?: number;
        /** @description `pagination.next_cursor` of the page before */
        cursor?: string;
        /** @description Only rooms of this type */
        type?: 'offer' | 'vehicle' | 'support';
        /** @description `true`: only rooms with unread messages */
        unread?: boolean;
      };
      header?: {
        /** @description The gallery to act for; the token's first when absent. Role `service` must send it. */
        'x-gallery-id'?: string;
        /** @description The language of `error.message`: `tr` or `en` */
        'Accept-Language'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The rooms */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @constant */
            success: true;
            data: components['schemas']['Room'][];
            pagination: components['schemas']['RoomListPagination'];
          };
        };
      };
      /** @description `VALIDATION_FAILED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `UNAUTHORIZED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `GALLERY_FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `RATE_LIMITED` */
      429: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `INTERNAL_ERROR` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `SERVICE_UNAVAILABLE` */
      503: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
    };
  };
  Rooms_open: {
    parameters: {
      query?: never;
      header?: {
        /** @description The gallery to act for; the token's first when absent. Role `service` must send it. */
        'x-gallery-id'?: string;
        /** @description The language of `error.message`: `tr` or `en` */
        'Accept-Language'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          roomType: 'offer' | 'vehicle' | 'support';
          /**
           * Format: uuid
           * @description Required for `offer`
           */
          offerId?: string | null;
          /**
           * Format: uuid
           * @description Required for `vehicle`
           */
          vehicleId?: string | null;
          /**
           * Format: uuid
           * @description Required only where the subject does not name the other side
           */
          otherGalleryId?: string | null;
        };
      };
    };
    responses: {
      /** @description The room stands already */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @constant */
            success: true;
            data: components['schemas']['Room'];
          };
        };
      };
      /** @description A new room */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @constant */
            success: true;
            data: components['schemas']['Room'];
          };
        };
      };
      /** @description `VALIDATION_FAILED`, `INVALID_JSON`, `SAME_GALLERY` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `UNAUTHORIZED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `GALLERY_FORBIDDEN`, `OFFER_FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `OFFER_NOT_FOUND`, `VEHICLE_NOT_FOUND`, `GALLERY_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `PAYLOAD_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `RATE_LIMITED` */
      429: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `INTERNAL_ERROR` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `SERVICE_UNAVAILABLE` */
      503: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
    };
  };
  Rooms_unreadCount: {
    parameters: {
      query?: never;
      header?: {
        /** @description The gallery to act for; the token's first when absent. Role `service` must send it. */
        'x-gallery-id'?: string;
        /** @description The language of `error.message`: `tr` or `en` */
        'Accept-Language'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The totals */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @constant */
            success: true;
            data: components['schemas']['UnreadTotals'];
          };
        };
      };
      /** @description `VALIDATION_FAILED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `UNAUTHORIZED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `GALLERY_FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `RATE_LIMITED` */
      429: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `INTERNAL_ERROR` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `SERVICE_UNAVAILABLE` */
      503: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
    };
  };
  Messages_open: {
    parameters: {
      query?: never;
      header?: {
        /** @description The gallery to act for; the token's first when absent. Role `service` must send it. */
        'x-gallery-id'?: string;
        /** @description The language of `error.message`: `tr` or `en` */
        'Accept-Language'?: string;
      };
      path: {
        /** @description The room */
        roomId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The room */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @constant */
            success: true;
            data: components['schemas']['RoomWithMessages'];
          };
        };
      };
      /** @description `VALIDATION_FAILED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `UNAUTHORIZED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `GALLERY_FORBIDDEN`, `ROOM_FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `ROOM_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `RATE_LIMITED` */
      429: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `INTERNAL_ERROR` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `SERVICE_UNAVAILABLE` */
      503: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
    };
  };
  Rooms_close: {
    parameters: {
      query?: never;
      header?: {
        /** @description The gallery to act for; the token's first when absent. Role `service` must send it. */
        'x-gallery-id'?: string;
        /** @description The language of `error.message`: `tr` or `en` */
        'Accept-Language'?: string;
      };
      path: {
        /** @description The room */
        roomId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Closed */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @constant */
            success: true;
            message: string;
          };
        };
      };
      /** @description `VALIDATION_FAILED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `UNAUTHORIZED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `GALLERY_FORBIDDEN`, `ROOM_FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `ROOM_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `RATE_LIMITED` */
      429: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `INTERNAL_ERROR` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `SERVICE_UNAVAILABLE` */
      503: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
    };
  };
  Uploads_grant: {
    parameters: {
      query?: never;
      header?: {
        /** @description The gallery to act for; the token's first when absent. Role `service` must send it. */
        'x-gallery-id'?: string;
        /** @description The language of `error.message`: `tr` or `en` */
        'Accept-Language'?: string;
      };
      path: {
        /** @description The room */
        roomId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          fileName: string;
          /** @description Bytes */
          fileSize: number;
          /** @description Media type */
          fileType: string;
        };
      };
    };
    responses: {
      /** @description The form */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @constant */
            success: true;
            data: components['schemas']['UploadGrant'];
          };
        };
      };
      /** @description `VALIDATION_FAILED`, `INVALID_JSON`, `FILE_INVALID` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `UNAUTHORIZED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `GALLERY_FORBIDDEN`, `ROOM_FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `ROOM_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `PAYLOAD_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `RATE_LIMITED` */
      429: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `INTERNAL_ERROR` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `SERVICE_UNAVAILABLE` */
      503: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
    };
  };
  Messages_list: {
    parameters: {
      query?: {
        /** @description 1 is the newest window */
        page?: number;
        /** @description Page size */
        limit?: number;
        /** @description Messages with a smaller `seq`; not with `after` or `page` */
        before?: number;
        /** @description Messages with a greater `seq`; not with `before` or `page` */
        after?: number;
      };
      header?: {
        /** @description The gallery to act for; the token's first when absent. Role `service` must send it. */
        'x-gallery-id'?: string;
        /** @description The language of `error.message`: `tr` or `en` */
        'Accept-Language'?: string;
      };
      path: {
        /** @description The room */
        roomId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The messages */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @constant */
            success: true;
            data: components['schemas']['Message'][];
            pagination: components['schemas']['PagePagination'] | components['schemas']['SeqPagination'];
          };
        };
      };
      /** @description `VALIDATION_FAILED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `UNAUTHORIZED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `GALLERY_FORBIDDEN`, `ROOM_FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `ROOM_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `RATE_LIMITED` */
      429: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `INTERNAL_ERROR` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `SERVICE_UNAVAILABLE` */
      503: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
    };
  };
  Messages_send: {
    parameters: {
      query?: never;
      header?: {
        /** @description The gallery to act for; the token's first when absent. Role `service` must send it. */
        'x-gallery-id'?: string;
        /** @description The language of `error.message`: `tr` or `en` */
        'Accept-Language'?: string;
      };
      path: {
        /** @description The room */
        roomId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description Stored as sent; optional for `file` */
          content?: string | null;
          /**
           * @default text
           * @enum {string|null}
           */
          messageType?: 'text' | 'file' | 'system' | 'offer_update' | null;
          /** @description At most 8192 bytes as JSON */
          metadata?:
            | ({
                /** @description What a recorder says of a voice message; `media` tells later what the service has heard */
                voice?: {
                  /** @description Seconds, more than 0 */
                  duration: number;
                  waveform?: number[];
                };
              } & {
                [key: string]: unknown;
              })
            | null;
          /**
           * Format: uuid
           * @description Chosen by the client; a repeat is answered with the first message
           */
          clientMessageId?: string | null;
          /** Format: uuid */
          replyToId?: string | null;
          /** @description Required for `file`, as are the other file fields */
          fileUrl?: string;
          fileName?: string;
          /** @description Bytes */
          fileSize?: number;
          /** @description Media type */
          fileType?: string;
        };
      };
    };
    responses: {
      /** @description Sent before under this id */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @constant */
            success: true;
            data: components['schemas']['Message'];
          };
        };
      };
      /** @description Sent */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @constant */
            success: true;
            data: components['schemas']['Message'];
          };
        };
      };
      /** @description `VALIDATION_FAILED`, `INVALID_JSON`, `OFFER_ROOM_REQUIRED`, `FILE_INVALID` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `UNAUTHORIZED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `GALLERY_FORBIDDEN`, `ROOM_FORBIDDEN`, `MESSAGE_TYPE_FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `ROOM_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `IDEMPOTENCY_CONFLICT` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `PAYLOAD_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `RATE_LIMITED` */
      429: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `INTERNAL_ERROR` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `SERVICE_UNAVAILABLE`, `ROOM_BUSY`, `STORAGE_UNAVAILABLE` */
      503: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
    };
  };
  Messages_one: {
    parameters: {
      query?: never;
      header?: {
        /** @description The gallery to act for; the token's first when absent. Role `service` must send it. */
        'x-gallery-id'?: string;
        /** @description The language of `error.message`: `tr` or `en` */
        'Accept-Language'?: string;
      };
      path: {
        /** @description The room */
        roomId: string;
        /** @description The message */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The message */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @constant */
            success: true;
            data: components['schemas']['Message'];
          };
        };
      };
      /** @description `VALIDATION_FAILED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `UNAUTHORIZED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `GALLERY_FORBIDDEN`, `ROOM_FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `ROOM_NOT_FOUND`, `MESSAGE_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `RATE_LIMITED` */
      429: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `INTERNAL_ERROR` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `SERVICE_UNAVAILABLE` */
      503: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
    };
  };
  Edits_delete: {
    parameters: {
      query?: never;
      header?: {
        /** @description The gallery to act for; the token's first when absent. Role `service` must send it. */
        'x-gallery-id'?: string;
        /** @description The language of `error.message`: `tr` or `en` */
        'Accept-Language'?: string;
      };
      path: {
        /** @description The room */
        roomId: string;
        /** @description The message */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The message as it stands now */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @constant */
            success: true;
            data: components['schemas']['Message'];
          };
        };
      };
      /** @description `VALIDATION_FAILED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `UNAUTHORIZED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `GALLERY_FORBIDDEN`, `ROOM_FORBIDDEN`, `NOT_OWN_MESSAGE`, `CHANGE_WINDOW_OVER` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `ROOM_NOT_FOUND`, `MESSAGE_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `RATE_LIMITED` */
      429: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `INTERNAL_ERROR` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `SERVICE_UNAVAILABLE`, `ROOM_BUSY` */
      503: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
    };
  };
  Edits_edit: {
    parameters: {
      query?: never;
      header?: {
        /** @description The gallery to act for; the token's first when absent. Role `service` must send it. */
        'x-gallery-id'?: string;
        /** @description The language of `error.message`: `tr` or `en` */
        'Accept-Language'?: string;
      };
      path: {
        /** @description The room */
        roomId: string;
        /** @description The message */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description Stored as sent; null takes the caption off a file */
          content: string | null;
        };
      };
    };
    responses: {
      /** @description The message as it stands now */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @constant */
            success: true;
            data: components['schemas']['Message'];
          };
        };
      };
      /** @description `VALIDATION_FAILED`, `INVALID_JSON`, `MESSAGE_NOT_EDITABLE` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `UNAUTHORIZED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `GALLERY_FORBIDDEN`, `ROOM_FORBIDDEN`, `NOT_OWN_MESSAGE`, `CHANGE_WINDOW_OVER` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `ROOM_NOT_FOUND`, `MESSAGE_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `MESSAGE_DELETED`, `EDIT_LIMIT_REACHED` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `PAYLOAD_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `RATE_LIMITED` */
      429: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `INTERNAL_ERROR` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `SERVICE_UNAVAILABLE`, `ROOM_BUSY` */
      503: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
    };
  };
  Messages_forward: {
    parameters: {
      query?: never;
      header?: {
        /** @description The gallery to act for; the token's first when absent. Role `service` must send it. */
        'x-gallery-id'?: string;
        /** @description The language of `error.message`: `tr` or `en` */
        'Accept-Language'?: string;
      };
      path: {
        /** @description The room */
        roomId: string;
        /** @description The message */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /**
           * Format: uuid
           * @description A room of the same gallery
           */
          toRoomId: string;
          /**
           * Format: uuid
           * @description Chosen by the client; a repeat is answered with the first message
           */
          clientMessageId?: string | null;
        };
      };
    };
    responses: {
      /** @description It was passed on before under this `clientMessageId` */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @constant */
            success: true;
            data: components['schemas']['Message'];
          };
        };
      };
      /** @description The new message */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @constant */
            success: true;
            data: components['schemas']['Message'];
          };
        };
      };
      /** @description `VALIDATION_FAILED`, `INVALID_JSON`, `MESSAGE_NOT_FORWARDABLE`, `FILE_INVALID` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `UNAUTHORIZED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `GALLERY_FORBIDDEN`, `ROOM_FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `ROOM_NOT_FOUND`, `MESSAGE_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `MESSAGE_DELETED`, `IDEMPOTENCY_CONFLICT` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `PAYLOAD_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `RATE_LIMITED` */
      429: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `INTERNAL_ERROR` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `SERVICE_UNAVAILABLE`, `ROOM_BUSY`, `STORAGE_UNAVAILABLE` */
      503: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
    };
  };
  FileMessages_upload: {
    parameters: {
      query?: never;
      header?: {
        /** @description The gallery to act for; the token's first when absent. Role `service` must send it. */
        'x-gallery-id'?: string;
        /** @description The language of `error.message`: `tr` or `en` */
        'Accept-Language'?: string;
      };
      path: {
        /** @description The room */
        roomId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description `file_url` of the upload grant, or an object of one of the configured sources */
          fileUrl: string;
          fileName: string;
          /** @description Bytes */
          fileSize: number;
          /** @description Media type */
          fileType: string;
          /** @description Becomes `content` */
          caption?: string | null;
          /** Format: uuid */
          clientMessageId?: string | null;
          /** @description At most 8192 bytes as JSON */
          metadata?:
            | ({
                /** @description What a recorder says of a voice message; `media` tells later what the service has heard */
                voice?: {
                  /** @description Seconds, more than 0 */
                  duration: number;
                  waveform?: number[];
                };
              } & {
                [key: string]: unknown;
              })
            | null;
        };
        'multipart/form-data': {
          /** @description Becomes `content` */
          caption?: string | null;
          /** Format: uuid */
          clientMessageId?: string | null;
          /** @description An object as JSON */
          metadata?: string;
          /**
           * Format: binary
           * @description Exactly one; fields go before it
           */
          file: string;
        };
      };
    };
    responses: {
      /** @description Sent before under this id */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @constant */
            success: true;
            data: components['schemas']['Message'];
          };
        };
      };
      /** @description Sent */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @constant */
            success: true;
            data: components['schemas']['Message'];
          };
        };
      };
      /** @description `VALIDATION_FAILED`, `INVALID_JSON`, `FILE_INVALID` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `UNAUTHORIZED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `GALLERY_FORBIDDEN`, `ROOM_FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `ROOM_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `IDEMPOTENCY_CONFLICT` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `PAYLOAD_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `RATE_LIMITED` */
      429: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `INTERNAL_ERROR` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `SERVICE_UNAVAILABLE`, `ROOM_BUSY`, `STORAGE_UNAVAILABLE` */
      503: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
    };
  };
  ReadReceipts_markAll: {
    parameters: {
      query?: never;
      header?: {
        /** @description The gallery to act for; the token's first when absent. Role `service` must send it. */
        'x-gallery-id'?: string;
        /** @description The language of `error.message`: `tr` or `en` */
        'Accept-Language'?: string;
      };
      path: {
        /** @description The room */
        roomId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Marked */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @constant */
            success: true;
            data: components['schemas']['ReadResult'];
            message: string;
          };
        };
      };
      /** @description `VALIDATION_FAILED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `UNAUTHORIZED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `GALLERY_FORBIDDEN`, `ROOM_FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `ROOM_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `RATE_LIMITED` */
      429: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `INTERNAL_ERROR` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `SERVICE_UNAVAILABLE`, `ROOM_BUSY` */
      503: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
    };
  };
  ReadReceipts_markOne: {
    parameters: {
      query?: never;
      header?: {
        /** @description The gallery to act for; the token's first when absent. Role `service` must send it. */
        'x-gallery-id'?: string;
        /** @description The language of `error.message`: `tr` or `en` */
        'Accept-Language'?: string;
      };
      path: {
        /** @description The room */
        roomId: string;
        /** @description The message */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Marked */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @constant */
            success: true;
            message: string;
          };
        };
      };
      /** @description `VALIDATION_FAILED`, `OWN_MESSAGE` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `UNAUTHORIZED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `GALLERY_FORBIDDEN`, `ROOM_FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `ROOM_NOT_FOUND`, `MESSAGE_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `RATE_LIMITED` */
      429: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `INTERNAL_ERROR` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `SERVICE_UNAVAILABLE`, `ROOM_BUSY` */
      503: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
    };
  };
  Edits_history: {
    parameters: {
      query?: never;
      header?: {
        /** @description The gallery to act for; the token's first when absent. Role `service` must send it. */
        'x-gallery-id'?: string;
        /** @description The language of `error.message`: `tr` or `en` */
        'Accept-Language'?: string;
      };
      path: {
        /** @description The room */
        roomId: string;
        /** @description The message */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The earlier versions */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @constant */
            success: true;
            data: components['schemas']['MessageVersion'][];
          };
        };
      };
      /** @description `VALIDATION_FAILED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `UNAUTHORIZED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `GALLERY_FORBIDDEN`, `ROOM_FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `ROOM_NOT_FOUND`, `MESSAGE_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `RATE_LIMITED` */
      429: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `INTERNAL_ERROR` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `SERVICE_UNAVAILABLE` */
      503: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
    };
  };
  Reactions_add: {
    parameters: {
      query?: never;
      header?: {
        /** @description The gallery to act for; the token's first when absent. Role `service` must send it. */
        'x-gallery-id'?: string;
        /** @description The language of `error.message`: `tr` or `en` */
        'Accept-Language'?: string;
      };
      path: {
        /** @description The room */
        roomId: string;
        /** @description The message */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description One emoji of Unicode */
          emoji: string;
        };
      };
    };
    responses: {
      /** @description The message as it stands now */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @constant */
            success: true;
            data: components['schemas']['Message'];
          };
        };
      };
      /** @description `VALIDATION_FAILED`, `INVALID_JSON` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `UNAUTHORIZED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `GALLERY_FORBIDDEN`, `ROOM_FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `ROOM_NOT_FOUND`, `MESSAGE_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `MESSAGE_DELETED`, `REACTION_LIMIT_REACHED` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `PAYLOAD_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `RATE_LIMITED` */
      429: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `INTERNAL_ERROR` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `SERVICE_UNAVAILABLE`, `ROOM_BUSY` */
      503: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
    };
  };
  Reactions_remove: {
    parameters: {
      query?: {
        /** @description The emoji, percent-encoded */
        emoji?: string;
      };
      header?: {
        /** @description The gallery to act for; the token's first when absent. Role `service` must send it. */
        'x-gallery-id'?: string;
        /** @description The language of `error.message`: `tr` or `en` */
        'Accept-Language'?: string;
      };
      path: {
        /** @description The room */
        roomId: string;
        /** @description The message */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The message as it stands now */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @constant */
            success: true;
            data: components['schemas']['Message'];
          };
        };
      };
      /** @description `VALIDATION_FAILED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `UNAUTHORIZED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `GALLERY_FORBIDDEN`, `ROOM_FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `ROOM_NOT_FOUND`, `MESSAGE_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `RATE_LIMITED` */
      429: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `INTERNAL_ERROR` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `SERVICE_UNAVAILABLE`, `ROOM_BUSY` */
      503: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
    };
  };
  Pins_list: {
    parameters: {
      query?: never;
      header?: {
        /** @description The gallery to act for; the token's first when absent. Role `service` must send it. */
        'x-gallery-id'?: string;
        /** @description The language of `error.message`: `tr` or `en` */
        'Accept-Language'?: string;
      };
      path: {
        /** @description The room */
        roomId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The messages, all of them */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @constant */
            success: true;
            data: components['schemas']['Message'][];
          };
        };
      };
      /** @description `VALIDATION_FAILED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `UNAUTHORIZED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `GALLERY_FORBIDDEN`, `ROOM_FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `ROOM_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `RATE_LIMITED` */
      429: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `INTERNAL_ERROR` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `SERVICE_UNAVAILABLE` */
      503: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
    };
  };
  Pins_pin: {
    parameters: {
      query?: never;
      header?: {
        /** @description The gallery to act for; the token's first when absent. Role `service` must send it. */
        'x-gallery-id'?: string;
        /** @description The language of `error.message`: `tr` or `en` */
        'Accept-Language'?: string;
      };
      path: {
        /** @description The room */
        roomId: string;
        /** @description The message */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The message as it stands now */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @constant */
            success: true;
            data: components['schemas']['Message'];
          };
        };
      };
      /** @description `VALIDATION_FAILED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `UNAUTHORIZED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `GALLERY_FORBIDDEN`, `ROOM_FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `ROOM_NOT_FOUND`, `MESSAGE_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `MESSAGE_DELETED`, `PIN_LIMIT_REACHED` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `RATE_LIMITED` */
      429: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `INTERNAL_ERROR` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `SERVICE_UNAVAILABLE`, `ROOM_BUSY` */
      503: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
    };
  };
  Pins_unpin: {
    parameters: {
      query?: never;
      header?: {
        /** @description The gallery to act for; the token's first when absent. Role `service` must send it. */
        'x-gallery-id'?: string;
        /** @description The language of `error.message`: `tr` or `en` */
        'Accept-Language'?: string;
      };
      path: {
        /** @description The room */
        roomId: string;
        /** @description The message */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The message as it stands now */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @constant */
            success: true;
            data: components['schemas']['Message'];
          };
        };
      };
      /** @description `VALIDATION_FAILED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `UNAUTHORIZED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `GALLERY_FORBIDDEN`, `ROOM_FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `ROOM_NOT_FOUND`, `MESSAGE_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `RATE_LIMITED` */
      429: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `INTERNAL_ERROR` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `SERVICE_UNAVAILABLE`, `ROOM_BUSY` */
      503: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
    };
  };
  Media_list: {
    parameters: {
      query?: {
        /** @description All kinds without it */
        kind?: 'image' | 'video' | 'audio' | 'document';
        /** @description Of a page */
        limit?: number;
        /** @description Files of messages with a smaller `seq` */
        before?: number;
      };
      header?: {
        /** @description The gallery to act for; the token's first when absent. Role `service` must send it. */
        'x-gallery-id'?: string;
        /** @description The language of `error.message`: `tr` or `en` */
        'Accept-Language'?: string;
      };
      path: {
        /** @description The room */
        roomId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The messages with their files */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @constant */
            success: true;
            data: components['schemas']['Message'][];
            pagination: components['schemas']['SeqPagination'];
          };
        };
      };
      /** @description `VALIDATION_FAILED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `UNAUTHORIZED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `GALLERY_FORBIDDEN`, `ROOM_FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `ROOM_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `RATE_LIMITED` */
      429: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `INTERNAL_ERROR` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `SERVICE_UNAVAILABLE` */
      503: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
    };
  };
  Search_everywhere: {
    parameters: {
      query: {
        /** @description What is looked for */
        q: string;
        /** @description Messages of this type */
        type?: 'text' | 'file' | 'system' | 'offer_update';
        /** @description Messages that this person sent */
        senderId?: string;
        /** @description Messages that people of this gallery sent */
        senderGalleryId?: string;
        /** @description Sent then or later */
        from?: string;
        /** @description Sent earlier */
        to?: string;
        /** @description Page size */
        limit?: number;
        /** @description `pagination.next_cursor` of the page before, with the same search */
        cursor?: string;
        /** @description Messages in rooms of this type */
        roomType?: 'offer' | 'vehicle' | 'support';
      };
      header?: {
        /** @description The gallery to act for; the token's first when absent. Role `service` must send it. */
        'x-gallery-id'?: string;
        /** @description The language of `error.message`: `tr` or `en` */
        'Accept-Language'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was found, and where */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @constant */
            success: true;
            data: components['schemas']['FoundInRooms'][];
            pagination: components['schemas']['SearchPagination'];
          };
        };
      };
      /** @description `VALIDATION_FAILED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `UNAUTHORIZED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `GALLERY_FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `RATE_LIMITED` */
      429: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `INTERNAL_ERROR` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `SERVICE_UNAVAILABLE` */
      503: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
    };
  };
  Search_inRoom: {
    parameters: {
      query: {
        /** @description What is looked for */
        q: string;
        /** @description Messages of this type */
        type?: 'text' | 'file' | 'system' | 'offer_update';
        /** @description Messages that this person sent */
        senderId?: string;
        /** @description Messages that people of this gallery sent */
        senderGalleryId?: string;
        /** @description Sent then or later */
        from?: string;
        /** @description Sent earlier */
        to?: string;
        /** @description Page size */
        limit?: number;
        /** @description `pagination.next_cursor` of the page before, with the same search */
        cursor?: string;
      };
      header?: {
        /** @description The gallery to act for; the token's first when absent. Role `service` must send it. */
        'x-gallery-id'?: string;
        /** @description The language of `error.message`: `tr` or `en` */
        'Accept-Language'?: string;
      };
      path: {
        /** @description The room */
        roomId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was found */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @constant */
            success: true;
            data: components['schemas']['FoundMessage'][];
            pagination: components['schemas']['SearchPagination'];
          };
        };
      };
      /** @description `VALIDATION_FAILED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `UNAUTHORIZED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `GALLERY_FORBIDDEN`, `ROOM_FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `ROOM_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `RATE_LIMITED` */
      429: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `INTERNAL_ERROR` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `SERVICE_UNAVAILABLE` */
      503: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
    };
  };
  Presence_list: {
    parameters: {
      query?: {
        /** @description 1 to 100 user ids, separated by commas. Required. */
        userIds?: string;
      };
      header?: {
        /** @description The gallery to act for; the token's first when absent. Role `service` must send it. */
        'x-gallery-id'?: string;
        /** @description The language of `error.message`: `tr` or `en` */
        'Accept-Language'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The people */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @constant */
            success: true;
            data: components['schemas']['Presence'][];
          };
        };
      };
      /** @description `VALIDATION_FAILED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `UNAUTHORIZED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `GALLERY_FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `RATE_LIMITED` */
      429: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `INTERNAL_ERROR` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `SERVICE_UNAVAILABLE` */
      503: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
    };
  };
  Administration_find: {
    parameters: {
      query?: {
        /** @description The id of a room, an offer, a vehicle or a message; or words of the names of the galleries and of the vehicle’s brand, model and title, of which the room has all */
        q?: string;
        /** @description Only rooms of this type */
        type?: 'offer' | 'vehicle' | 'support';
        /** @description `closed`: those that were deleted */
        status?: 'active' | 'closed' | 'all';
        /** @description Page size */
        limit?: number;
        /** @description `pagination.next_cursor` of the page before */
        cursor?: string;
      };
      header?: {
        /** @description The gallery to act for; the token's first when absent. Role `service` must send it. */
        'x-gallery-id'?: string;
        /** @description The language of `error.message`: `tr` or `en` */
        'Accept-Language'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The rooms */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @constant */
            success: true;
            data: components['schemas']['AdministeredRoom'][];
            pagination: components['schemas']['RoomListPagination'];
          };
        };
      };
      /** @description `VALIDATION_FAILED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `UNAUTHORIZED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `GALLERY_FORBIDDEN`, `ROLE_FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `RATE_LIMITED` */
      429: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `INTERNAL_ERROR` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `SERVICE_UNAVAILABLE` */
      503: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
    };
  };
  Administration_open: {
    parameters: {
      query?: never;
      header?: {
        /** @description The gallery to act for; the token's first when absent. Role `service` must send it. */
        'x-gallery-id'?: string;
        /** @description The language of `error.message`: `tr` or `en` */
        'Accept-Language'?: string;
      };
      path: {
        /** @description The room */
        roomId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The room and its last messages */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @constant */
            success: true;
            data: components['schemas']['AdministeredRoomWithMessages'];
          };
        };
      };
      /** @description `VALIDATION_FAILED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `UNAUTHORIZED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `GALLERY_FORBIDDEN`, `ROLE_FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `ROOM_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `RATE_LIMITED` */
      429: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `INTERNAL_ERROR` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `SERVICE_UNAVAILABLE`, `ROOM_BUSY` */
      503: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
    };
  };
  Administration_messages: {
    parameters: {
      query?: {
        /** @description Messages with a smaller `seq` */
        before?: number;
        /** @description Messages with a greater `seq`; not together with `before` */
        after?: number;
        /** @description Page size */
        limit?: number;
      };
      header?: {
        /** @description The gallery to act for; the token's first when absent. Role `service` must send it. */
        'x-gallery-id'?: string;
        /** @description The language of `error.message`: `tr` or `en` */
        'Accept-Language'?: string;
      };
      path: {
        /** @description The room */
        roomId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The messages */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @constant */
            success: true;
            data: components['schemas']['Message'][];
            pagination: components['schemas']['SeqPagination'];
          };
        };
      };
      /** @description `VALIDATION_FAILED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `UNAUTHORIZED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `GALLERY_FORBIDDEN`, `ROLE_FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `ROOM_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `RATE_LIMITED` */
      429: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `INTERNAL_ERROR` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `SERVICE_UNAVAILABLE`, `ROOM_BUSY` */
      503: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
    };
  };
  Administration_list: {
    parameters: {
      query?: {
        /** @description Only readings of this room */
        roomId?: string;
        /** @description Only readings by this person */
        userId?: string;
        /** @description Page size */
        limit?: number;
        /** @description `pagination.next_cursor` of the page before */
        cursor?: string;
      };
      header?: {
        /** @description The gallery to act for; the token's first when absent. Role `service` must send it. */
        'x-gallery-id'?: string;
        /** @description The language of `error.message`: `tr` or `en` */
        'Accept-Language'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The entries */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @constant */
            success: true;
            data: components['schemas']['AuditEntry'][];
            pagination: components['schemas']['AuditPagination'];
          };
        };
      };
      /** @description `VALIDATION_FAILED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `UNAUTHORIZED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `GALLERY_FORBIDDEN`, `ROLE_FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `RATE_LIMITED` */
      429: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `INTERNAL_ERROR` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `SERVICE_UNAVAILABLE` */
      503: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
    };
  };
  Administration_now: {
    parameters: {
      query?: never;
      header?: {
        /** @description The gallery to act for; the token's first when absent. Role `service` must send it. */
        'x-gallery-id'?: string;
        /** @description The language of `error.message`: `tr` or `en` */
        'Accept-Language'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The figures */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @constant */
            success: true;
            data: components['schemas']['LiveFigures'];
          };
        };
      };
      /** @description `VALIDATION_FAILED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `UNAUTHORIZED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `GALLERY_FORBIDDEN`, `ROLE_FORBIDDEN` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `RATE_LIMITED` */
      429: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `INTERNAL_ERROR` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
      /** @description `SERVICE_UNAVAILABLE` */
      503: {
        headers: {
          /** @description Seconds after which a repeat may succeed */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Failure'];
        };
      };
    };
  };
  Capabilities_show: {
    parameters: {
      query?: never;
      header?: {
        /** @description The language of `error.message`: `tr` or `en` */
        'Accept-Language'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The capabilities */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @constant */
            success: true;
            data: {
              version: string;
              features: {
                room_types: ('offer' | 'vehicle' | 'support')[];
                message_types: ('text' | 'file' | 'system' | 'offer_update')[];
                dealer_message_types: ('text' | 'file' | 'system' | 'offer_update')[];
                uploads: ('presigned' | 'multipart')[];
                locales: ('tr' | 'en')[];
                read_receipts: boolean;
                typing: boolean;
                presence: boolean;
                idempotent_sends: boolean;
                edits: boolean;
                deletions: boolean;
                reactions: boolean;
                pins: boolean;
                forwarding: boolean;
                media: boolean;
                link_previews: boolean;
                search: boolean;
              };
              limits: {
                /** @description Unicode code points */
                content_length: number;
                metadata_bytes: number;
                body_bytes: number;
                preview_length: number;
                file_name_length: number;
                /** @description Seconds after its sending in which a message can be edited by who sent it */
                edit_window: number;
                /** @description Seconds after its sending in which it can be deleted */
                delete_window: number;
                edits_per_message: number;
                /** @description Different emoji under one message */
                emoji_per_message: number;
                pins_per_room: number;
                /** @description Unicode code points of what is searched for */
                search_length: number;
                search_hits_per_page: number;
                json_depth: number;
                messages_per_page: number;
                rooms_per_page: number;
                rooms_unpaged: number;
                /** @description Seconds */
                file_url_ttl: number;
                files: {
                  /** @enum {string} */
                  kind: 'image' | 'video' | 'audio' | 'document';
                  media_types: string[];
                  extensions: string[];
                  max_bytes: number;
                }[];
              };
            };
          };
        };
      };
    };
  };
  Health_live: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'up';
            /** @example 0.1.0 */
            version: string;
            /** @example 4211 */
            uptime_seconds: number;
          };
        };
      };
    };
  };
  Health_ready: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description `up`, or `degraded` without Redis, the object store or the virus scanner */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'up' | 'degraded' | 'down' | 'shutting_down';
            checks: {
              database: {
                /** @enum {string} */
                status: 'up' | 'down' | 'disabled';
                /** @example 2 */
                latency_ms: number | null;
              };
              redis: {
                /** @enum {string} */
                status: 'up' | 'down' | 'disabled';
                /** @example 2 */
                latency_ms: number | null;
              };
              object_store: {
                /** @enum {string} */
                status: 'up' | 'down' | 'disabled';
                /** @example 2 */
                latency_ms: number | null;
              };
              clamav: {
                /** @enum {string} */
                status: 'up' | 'down' | 'disabled';
                /** @example 2 */
                latency_ms: number | null;
              };
            };
          };
        };
      };
      /** @description `down` or `shutting_down` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'up' | 'degraded' | 'down' | 'shutting_down';
            checks: {
              database: {
                /** @enum {string} */
                status: 'up' | 'down' | 'disabled';
                /** @example 2 */
                latency_ms: number | null;
              };
              redis: {
                /** @enum {string} */
                status: 'up' | 'down' | 'disabled';
                /** @example 2 */
                latency_ms: number | null;
              };
              object_store: {
                /** @enum {string} */
                status: 'up' | 'down' | 'disabled';
                /** @example 2 */
                latency_ms: number | null;
              };
              clamav: {
                /** @enum {string} */
                status: 'up' | 'down' | 'disabled';
                /** @example 2 */
                latency_ms: number | null;
              };
            };
          };
        };
      };
    };
  };
  Health_both: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            live: {
              /** @enum {string} */
              status: 'up';
              /** @example 0.1.0 */
              version: string;
              /** @example 4211 */
              uptime_seconds: number;
            };
            ready: {
              /** @enum {string} */
              status: 'up' | 'degraded' | 'down' | 'shutting_down';
              checks: {
                database: {
                  /** @enum {string} */
                  status: 'up' | 'down' | 'disabled';
                  /** @example 2 */
                  latency_ms: number | null;
                };
                redis: {
                  /** @enum {string} */
                  status: 'up' | 'down' | 'disabled';
                  /** @example 2 */
                  latency_ms: number | null;
                };
                object_store: {
                  /** @enum {string} */
                  status: 'up' | 'down' | 'disabled';
                  /** @example 2 */
                  latency_ms: number | null;
                };
                clamav: {
                  /** @enum {string} */
                  status: 'up' | 'down' | 'disabled';
                  /** @example 2 */
                  latency_ms: number | null;
                };
              };
            };
          };
        };
      };
      /** @description `down` or `shutting_down` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            live: {
              /** @enum {string} */
              status: 'up';
              /** @example 0.1.0 */
              version: string;
              /** @example 4211 */
              uptime_seconds: number;
            };
            ready: {
              /** @enum {string} */
              status: 'up' | 'degraded' | 'down' | 'shutting_down';
              checks: {
                database: {
                  /** @enum {string} */
                  status: 'up' | 'down' | 'disabled';
                  /** @example 2 */
                  latency_ms: number | null;
                };
                redis: {
                  /** @enum {string} */
                  status: 'up' | 'down' | 'disabled';
                  /** @example 2 */
                  latency_ms: number | null;
                };
                object_store: {
                  /** @enum {string} */
                  status: 'up' | 'down' | 'disabled';
                  /** @example 2 */
                  latency_ms: number | null;
                };
                clamav: {
                  /** @enum {string} */
                  status: 'up' | 'down' | 'disabled';
                  /** @example 2 */
                  latency_ms: number | null;
                };
              };
            };
          };
        };
      };
    };
  };
  Events_show: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': Record<string, never>;
          'text/html': unknown;
        };
      };
    };
  };
}
