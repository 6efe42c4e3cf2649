import type { ListModal } from '../../state/modals/modal.js';
import { outputLines, outputViewport } from '../../state/modals/modal-scroll.js';
import { modalWidth } from '../../state/modals/modals.js';
import type { State } from '../../state/state.js';
import { Lines } from '../components/words.js';
import { useDrawing } from '../drawing/drawing-context.js';
import { useSelector } from '../use-selector.js';
import { fitLine, lineWidth, span } from '../views/text/lines.js';
import { Dialog, type Size } from './dialog.js';

const commandsOf = (state: State) => state.commands;
const tasksOf = (state: State) => state.tasks;

/** An entry of the command log in full: the command, its result and its output. Long lines are wrapped. */
export function CommandDialog({ modal, size }: { readonly modal: ListModal; readonly size: Size }) {
	const { glyphs } = useDrawing();
	const state = { commands: useSelector(commandsOf), tasks: useSelector(tasksOf), size };
	const seen = outputViewport(modal, state);
	const { top = 0, height = 1, count = 0 } = seen ?? {};
	const rows = outputLines(modal, state).slice(top, top + height);
	const lines = rows.map(({ text, role }) => [span(text, role)]);
	const wanted = Math.max(44, ...outputLines(modal, state).map(({ text }) => lineWidth([{ text }])));
	const width = Math.min(modalWidth(size), wanted + 4);
	return (
		<Dialog
			title="Command"
			width={width}
			height={Math.max(1, Math.min(height, count))}
			size={size}
			footer={[span(' y copy the command · Y copy all · Esc back ', 'dim')]}
			scroll={{ count, offset: top }}
		>
			<Lines lines={lines.map(line => fitLine(line, width - 4, glyphs.ellipsis))} />
		</Dialog>
	);
}
