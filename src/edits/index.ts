export { EditMessageDto } from './dto/edit-message.dto.js';
export { EditsModule } from './edits.module.js';
export { EditsService } from './edits.service.js';
