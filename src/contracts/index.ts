export * from './capabilities.js';
export * from './envelope.js';
export * from './errors.js';
export * from './limits.js';
export * from './messages.js';
export * from './rooms.js';
export * from './socket.js';
export * from './sync.js';
