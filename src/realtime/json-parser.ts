import * as socketIoParser from 'socket.io-parser';

/**
 * Writes packets as Socket.IO's own encoder does (protocol 5), but for the search for binary data in each of them: every
 * event and every answer here is JSON.
 */
class JsonEncoder extends socketIoParser.Encoder {
  override encode({ type, nsp, id, data }: socketIoParser.Packet): string[] {
    const namespace = nsp === '/' ? '' : `${nsp},`;
    return [`${type}${namespace}${id ?? ''}${data === undefined ? '' : JSON.stringify(data)}`];
  }
}

/** For the server's option `parser`. */
export const jsonParser = { ...socketIoParser, Encoder: JsonEncoder };
