export {
  type Inspection,
  type MediaFacts,
  type MediaKind,
  type Preview,
  type Replacement,
} from './inspection.js';
export { MediaToolError } from './media-tool-error.js';
export { MediaTools, type MediaAbilities } from './media-tools.js';
