export { registerBodyParsers } from './body-parsers.js';
export { HttpErrorFilter } from './error.filter.js';
