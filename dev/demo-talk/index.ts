import { OFFER_ROOMS, TOUR_ROOM } from './offers.ts';
import { perform, type Stage } from './perform.ts';
import { SUPPORT_ROOMS } from './support.ts';
import { VEHICLE_ROOMS } from './vehicles.ts';

export { TOUR_ROOM };

/** What is said in the rooms of the demo, but for the one of the tour. */
export const DEMO_ROOMS = [...OFFER_ROOMS, ...VEHICLE_ROOMS, ...SUPPORT_ROOMS];

/**
 * Has everything said through the service, at the first start; what was said stays as it is. The room of the tour comes
 * last, so that it is the newest of both its sides.
 * @returns the id of the tour's room
 */
export async function performAll(stage: Stage): Promise<string> {
  await Promise.all(DEMO_ROOMS.map((room) => perform(stage, room)));
  return perform(stage, TOUR_ROOM);
}
