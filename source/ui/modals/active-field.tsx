import type { Runtime } from '../../runtime/runtime.js';
import { topModal } from '../../state/modals/modals.js';
import { currentLayout } from '../../state/selectors.js';
import type { State } from '../../state/state.js';
import { TextField } from '../components/text-field.js';
import { Hole } from '../drawing/surface.js';
import type { Glyphs } from '../glyphs.js';
import { useSelector } from '../use-selector.js';
import { modalView } from '../views/modals/modal-view.js';

/** Above every layer of the screen. */
const top = 1000;

const modalOf = (state: State) => topModal(state);
const sizeOf = (state: State) => state.size;

/** The text field that is being typed into, drawn by Ink in its place in the top modal; nothing where none is. */
export function ActiveField({ runtime, glyphs }: { readonly runtime: Runtime; readonly glyphs: Glyphs }) {
	const modal = useSelector(runtime, modalOf);
	useSelector(runtime, sizeOf);
	if (modal?.kind !== 'form' && modal?.kind !== 'menu') {
		return null;
	}
	const state = runtime.store.getState();
	if (currentLayout(state).tooSmall) {
		return null;
	}
	const { field } = modalView(modal, state, glyphs);
	if (!field) {
		return null;
	}
	return (
		<Hole rect={field.rect} z={top}>
			<TextField
				edit={{ text: field.text, cursor: field.cursor }}
				width={field.rect.width}
				mask={field.mask}
				placeholder={field.placeholder}
			/>
		</Hole>
	);
}
