export { registerWebPage } from './web-page.js';
