import { IsOptional, rule } from '../../common/index.js';
import { LIMITS } from '../../contracts/index.js';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a recorder says of a voice message, so that it can be shown before the service has listened to it. */
function isVoice(voice: unknown): boolean {
  if (!isObject(voice)) return false;
  const { duration, waveform } = voice;
  return isDuration(duration) && (waveform === undefined || isWaveform(waveform));
}

const isDuration = (value: unknown): boolean =>
  typeof value === 'number' && value > 0 && value <= LIMITS.voiceSeconds;

const isWaveform = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length <= LIMITS.voicePeaks &&
  value.every((peak) => Number.isInteger(peak) && peak >= 0 && peak <= 100);

/** The rules of `metadata`, wherever it is sent. Of its keys only `voice` means something to the service. */
export const IsMetadata = (): PropertyDecorator => (target, property) => {
  IsOptional()(target, property);
  rule('isObject', isObject)(target, property);
  rule(
    'metadataSize',
    (value) => !isObject(value) || Buffer.byteLength(JSON.stringify(value)) <= LIMITS.metadataBytes,
    [LIMITS.metadataBytes],
  )(target, property);
  rule('voice', (value) => !isObject(value) || value.voice === undefined || isVoice(value.voice), [
    LIMITS.voiceSeconds,
    LIMITS.voicePeaks,
  ])(target, property);
};
