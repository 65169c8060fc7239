export {
  IsFutureTime,
  IsId,
  IsListOf,
  IsOptional,
  IsQueryBoolean,
  IsQueryIds,
  IsQueryInt,
  IsShortText,
  IsTime,
  rule,
} from './decorators.js';
export { parse } from './input-class.js';
export { InputPipe } from './input.pipe.js';
export { assertPlainJson, isPlainText } from './plain-json.js';
export { validateInput } from './validate-input.js';
export { isVisible } from './visible-text.js';
