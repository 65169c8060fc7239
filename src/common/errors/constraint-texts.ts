/**
 * What each broken rule says about its field. The keys are class-validator's constraint names where a decorator
 * reports them, and our own where a service does. `$1`, `$2` stand for the rule's values.
 */
export const CONSTRAINT_TEXTS = {
  isDefined: { tr: 'zorunludur', en: 'is required' },
  isUuid: { tr: 'geçerli bir UUID olmalıdır', en: 'must be a UUID' },
  isString: { tr: 'metin olmalıdır', en: 'must be a string' },
  isInt: { tr: 'tam sayı olmalıdır', en: 'must be a whole number' },
  isIn: { tr: 'şunlardan biri olmalıdır: $1', en: 'must be one of: $1' },
  min: { tr: 'en az $1 olmalıdır', en: 'must be at least $1' },
  max: { tr: 'en fazla $1 olmalıdır', en: 'must be at most $1' },
  maxLength: { tr: 'en fazla $2 karakter olabilir', en: 'must have at most $2 characters' },
  isObject: { tr: 'bir JSON nesnesi olmalıdır', en: 'must be a JSON object' },
  isUrl: { tr: 'geçerli bir adres olmalıdır', en: 'must be a URL' },
  wholeNumber: {
    tr: '$1 ile $2 arasında bir tam sayı olmalıdır',
    en: 'must be a whole number from $1 to $2',
  },
  shortText: {
    tr: '1 ile $1 karakter arasında, görünür bir metin olmalıdır',
    en: 'must be text of 1 to $1 characters, with something visible',
  },
  futureTime: {
    tr: 'ISO 8601 biçiminde, gelecekte ve en fazla $1 gün sonra olan bir zaman olmalıdır',
    en: 'must be a time in ISO 8601 that is still to come, at most $1 days ahead',
  },
  isoTime: {
    tr: 'ISO 8601 biçiminde, saat dilimi olan bir zaman olmalıdır',
    en: 'must be a time in ISO 8601 with its time zone',
  },
  isBooleanText: { tr: '"true" veya "false" olmalıdır', en: 'must be "true" or "false"' },
  listOf: {
    tr: '$1 ile $2 arasında öğesi olan bir liste olmalıdır',
    en: 'must be a list of $1 to $2 items',
  },
  idList: {
    tr: 'virgülle ayrılmış $1 ile $2 arasında UUID olmalıdır',
    en: 'must be $1 to $2 UUIDs, separated by commas',
  },
  givenOnce: { tr: 'yalnızca bir kez verilebilir', en: 'may be given only once' },
  cursor: { tr: 'geçerli bir imleç değil', en: 'is not a valid cursor' },
  messageContent: {
    tr: '1 ile $1 karakter arasında, görünür bir metin olmalıdır',
    en: 'must have 1 to $1 characters, with something visible',
  },
  emoji: { tr: 'tek bir emoji olmalıdır', en: 'must be one emoji' },
  metadataSize: { tr: 'JSON olarak en fazla $1 bayt olabilir', en: 'must have at most $1 bytes as JSON' },
  voice: {
    tr: '`voice` alanında 0 ile $1 arasında `duration` (saniye) ve en çok $2 öğeli, 0–100 arası tam sayılardan bir `waveform` olmalıdır',
    en: 'must have in `voice` a `duration` of 0 to $1 seconds, and a `waveform` of at most $2 integers from 0 to 100',
  },
  plainText: {
    tr: 'NUL veya eksik Unicode karakteri içeremez',
    en: 'must not contain NUL or broken Unicode characters',
  },
  jsonDepth: { tr: 'en fazla $1 düzey iç içe olabilir', en: 'must be nested at most $1 levels deep' },
  bodyObject: { tr: 'bir JSON nesnesi olmalıdır', en: 'must be a JSON object' },
  exclusive: { tr: '$1 ile birlikte verilemez', en: 'cannot be combined with $1' },
  contradictsSubject: { tr: 'odanın konusuyla çelişiyor', en: "contradicts the room's subject" },
  notInRoom: { tr: 'bu odadaki bir mesaj olmalıdır', en: 'must be a message of this room' },
  notConfigured: { tr: 'bu kurulumda kullanılamıyor', en: 'is not available on this installation' },
  fileType: { tr: 'bu dosya türü kabul edilmiyor', en: 'this type of file is not accepted' },
  fileTypeMismatch: {
    tr: 'dosyanın içeriği bildirilen türle uyuşmuyor',
    en: "the file's content does not match the announced type",
  },
  fileSize: { tr: '1 ile $1 bayt arasında olmalıdır', en: 'must be from 1 to $1 bytes' },
  fileSizeMismatch: {
    tr: 'dosyanın boyutu bildirilenle uyuşmuyor',
    en: "the file's size does not match the announced one",
  },
  fileName: {
    tr: 'en fazla 255 karakterlik, yol içermeyen ve türüne uygun uzantılı bir ad olmalıdır',
    en: 'must be a name of at most 255 characters without a path, with an extension that fits its type',
  },
  fileSource: {
    tr: 'bu oda için galeriniz tarafından yüklenmiş bir dosya olmalıdır',
    en: 'must be a file that your gallery uploaded for this room',
  },
  fileMissing: { tr: 'böyle bir dosya yok', en: 'there is no such file' },
  filePart: { tr: 'tam olarak bir "file" bölümü olmalıdır', en: 'must be exactly one "file" part' },
  invalid: { tr: 'geçersiz', en: 'is invalid' },
} as const;

export type ConstraintKey = keyof typeof CONSTRAINT_TEXTS;
