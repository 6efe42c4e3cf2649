import { memoEach } from '../../../state/memo.js';
import type { Modal } from '../../../state/modals/modal.js';
import type { State } from '../../../state/state.js';
import type { Glyphs } from '../../glyphs.js';
import { confirmView } from './confirm-view.js';
import { formView } from './form-view.js';
import { listsView } from './lists-view.js';
import { menuView } from './menu-view.js';
import type { ModalPart } from './modal-box.js';
import { textView } from './text-view.js';

/**
 * Any modal, drawn: its place on the screen, its lines, and where in it text is being typed. Drawn once for a state: the
 * screen and the text field that Ink draws both ask for it.
 */
export const modalView = memoEach(draw);

function draw(modal: Modal, state: State, glyphs: Glyphs): ModalPart {
	switch (modal.kind) {
		case 'confirm':
			return confirmView(modal, state.size, glyphs);
		case 'menu':
			return menuView(modal, state.size, glyphs);
		case 'form':
			return formView(modal, state.size, glyphs);
		case 'text':
			return textView(modal, state.size, glyphs);
		default:
			return listsView(modal, state, glyphs);
	}
}
