import type { Schema } from '../../common/openapi/index.js';
import type { Ack, ClientToServerEvents, ErrorCode, ServerToClientEvents } from '../../contracts/index.js';

type ClientArguments<Name extends keyof ClientToServerEvents> = Parameters<ClientToServerEvents[Name]>;
type AckData<Name extends keyof ClientToServerEvents> =
  NonNullable<ClientArguments<Name>[1]> extends Ack<infer Data> ? Data : never;

/** The channels of the server, as clients meet them. */
export type Channel = 'room' | 'gallery' | 'socket';

export interface ClientEventDoc<Payload = unknown, Data = unknown> {
  summary: string;
  payload: Schema;
  examples: Payload[];
  ack: { data: Schema; example: Data };
  /** What the ack can refuse beyond what every event can. */
  errors: ErrorCode[];
}

export interface ServerEventDoc<Payload = unknown> {
  summary: string;
  channels: Channel[];
  payload: Schema;
  example: Payload;
}

/** One entry for each event that a client may send: a missing or an invented one does not compile. */
export type ClientEventDocs = {
  [Name in keyof ClientToServerEvents]: ClientEventDoc<ClientArguments<Name>[0], AckData<Name>>;
};

/** One entry for each event that the server sends. */
export type ServerEventDocs = {
  [Name in keyof ServerToClientEvents]: ServerEventDoc<Parameters<ServerToClientEvents[Name]>[0]>;
};
