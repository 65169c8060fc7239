export { Attendees } from './attendees.js';
export { PresenceChanged, RoomEntered, RoomLeft } from './presence.events.js';
export { PresenceModule } from './presence.module.js';
export { PresenceService } from './presence.service.js';
