import { hasEnded } from './linkLife';

const LINK =
  'https://files.example.com/b/rapor.pdf?X-Amz-Date=20261122T100000Z&X-Amz-Expires=3600&X-Amz-Signature=x';

it('a link is followed until shortly before its end', () => {
  expect(hasEnded(LINK, Date.UTC(2026, 10, 22, 10, 59))).toBe(false);
  expect(hasEnded(LINK, Date.UTC(2026, 10, 22, 10, 59, 45))).toBe(true);
  expect(hasEnded(LINK, Date.UTC(2026, 10, 23))).toBe(true);
});

it('a link that says nothing of its end is followed', () => {
  expect(hasEnded('https://files.example.com/rapor.pdf', Date.UTC(2030, 0))).toBe(false);
  expect(hasEnded('rapor.pdf', Date.UTC(2030, 0))).toBe(false);
});
