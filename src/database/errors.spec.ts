import { DatabaseError } from 'pg';
import { isRefusedStatement, mapDatabaseError } from './errors.js';

/** As a server with `lc_messages = tr_TR` writes it. */
const error = (code: string, severity = 'HATA') =>
  Object.assign(new DatabaseError('kilit elde edilemedi', 0, 'error'), { code, severity });

describe('an error of PostgreSQL', () => {
  it.each(['23505', '23503', '55P03', '40P01', '57014', '53100', '22P02', '42P01', '25006'])(
    '%s refuses a statement, in whatever language',
    (code) => expect(isRefusedStatement(error(code))).toBe(true),
  );

  it.each(['57P01', '57P02', '57P03', '08006', '25P03', '28P01', '53300', 'XX000'])(
    '%s ends the connection, in whatever language',
    (code) => {
      expect(isRefusedStatement(error(code, 'ÖLÜMCÜL (FATAL)'))).toBe(false);
      expect(isRefusedStatement(error(code, 'ERROR'))).toBe(false);
    },
  );

  it.each([
    ['55P03', 'ROOM_BUSY'],
    ['40P01', 'ROOM_BUSY'],
    ['40001', 'ROOM_BUSY'],
    ['57014', 'SERVICE_UNAVAILABLE'],
    ['57P01', 'SERVICE_UNAVAILABLE'],
    ['25006', 'SERVICE_UNAVAILABLE'],
    ['28P01', 'SERVICE_UNAVAILABLE'],
    ['53300', 'SERVICE_UNAVAILABLE'],
  ])('%s is %s', (code, mapped) => expect(mapDatabaseError(error(code))).toMatchObject({ code: mapped }));

  it.each(['23505', '42P01', '22P02'])('%s is not the state of the database', (code) => {
    const thrown = error(code);
    expect(mapDatabaseError(thrown)).toBe(thrown);
  });
});
