import type { MessageView } from '@dealer-messaging/client';
import { barsOf, soundOf } from './sound';

describe('barsOf', () => {
  it('draws as many bars as there is room for, quiet ones as high as loud ones', () => {
    expect(barsOf([0, 5, 10, 0], 2)).toEqual([50, 100]);
    expect(barsOf([4, 8], 4)).toEqual([50, 50, 100, 100]);
  });

  it('draws silence, and what nobody knows, as a line', () => {
    expect(barsOf([0, 0], 2)).toEqual([0, 0]);
    expect(barsOf([], 3)).toEqual([0, 0, 0]);
  });
});

describe('soundOf', () => {
  const voice = { duration: 3, waveform: [1, 2] };

  it('takes the recorder’s word until the service has listened', () => {
    const message = { media: null, metadata: { voice } } as unknown as MessageView;
    expect(soundOf(message)).toEqual({ isVoice: true, ...voice });
  });

  it('takes the service’s then', () => {
    const media = { duration: 3.2, waveform: [7, 9] };
    const message = { media, metadata: { voice } } as unknown as MessageView;
    expect(soundOf(message)).toEqual({ isVoice: true, ...media });
  });

  it('knows a piece of music from a voice', () => {
    const message = { media: null, metadata: null } as unknown as MessageView;
    expect(soundOf(message)).toEqual({ isVoice: false, duration: 0, waveform: [] });
  });
});
