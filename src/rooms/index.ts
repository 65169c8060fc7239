export { ChatRoom } from './chat-room.entity.js';
export { RoomAccess } from './room-access.service.js';
export { RoomQueue } from './room-queue.js';
export { toRoomView, type RoomRow } from './room-view.js';
export { RoomChanged, RoomClosed, RoomOpened } from './rooms.events.js';
export { RoomsModule } from './rooms.module.js';
export { RoomsService } from './rooms.service.js';
