import { ApiCall, EXAMPLES, integer, objectOf, ref, text } from '../common/openapi/index.js';
import { LIMITS } from '../contracts/index.js';
import type { Announcement } from './file-check.js';

export const ApiUploadUrl = (): MethodDecorator =>
  ApiCall({
    tag: 'files',
    summary: 'Prepare an upload to the object store',
    description:
      'Gives a form that the store accepts once the announced file is sent with it: exactly this size and type. Afterwards name `file_url` in `POST /chats/:roomId/upload`.',
    body: {
      'application/json': {
        schema: objectOf<Announcement>({
          fileName: { ...text(), maxLength: LIMITS.fileNameLength },
          fileSize: { ...integer('Bytes'), minimum: 1 },
          fileType: text('Media type'),
        }),
        examples: { image: { fileName: 'arac-goruntusu.jpg', fileSize: 1_024_000, fileType: 'image/jpeg' } },
      },
    },
    answers: {
      201: {
        description: 'The form',
        data: ref('UploadGrant'),
        examples: { grant: { data: EXAMPLES.grant } },
      },
    },
    errors: ['FILE_INVALID', 'ROOM_FORBIDDEN', 'ROOM_NOT_FOUND'],
  });
