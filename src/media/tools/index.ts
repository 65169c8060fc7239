export { MediaTools, type Inspection } from './media-tools.js';
