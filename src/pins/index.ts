export { PinsModule } from './pins.module.js';
export { PinsService } from './pins.service.js';
