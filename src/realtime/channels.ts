/** The names of the Socket.IO rooms; nothing else spells them. */
export const roomChannel = (roomId: string): string => `room:${roomId}`;
export const isRoomChannel = (channel: string): boolean => channel.startsWith('room:');
/** The room whose channel it is. */
export const roomOfChannel = (channel: string): string => channel.slice('room:'.length);
export const galleryChannel = (galleryId: string): string => `gallery:${galleryId}`;
export const userChannel = (userId: string): string => `user:${userId}`;
/** Sockets that joined a room of this gallery: they are told which of its people come and go. */
export const presenceChannel = (galleryId: string): string => `presence:${galleryId}`;
export const isPresenceChannel = (channel: string): boolean => channel.startsWith('presence:');
