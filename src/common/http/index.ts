export { registerBodyParsers } from './body-parsers.js';
export { answerClientErrors } from './client-errors.js';
export { drain } from './drain.js';
export { HttpErrorFilter } from './error.filter.js';
export { upgrades } from './upgrades.js';
export { boundedAnswers } from './unread-answers.js';
