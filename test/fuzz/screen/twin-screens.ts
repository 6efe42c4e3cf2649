import { screenModes } from '../../../source/terminal/screen-modes.js';
import { type Compositor, createCompositor, type Size } from '../../../source/ui/drawing/compositor.js';
import type { ScreenPart } from '../../helpers/screen/screen-parts.js';
import { createEmulator } from './emulator.js';

/** Two terminals: one gets only the changes of each frame, the other the complete frame. */
export function twinScreens(initial: Size) {
	let size = initial;
	// The alternate screen has no scrollback, into which a smaller window would push lines.
	let output = screenModes('xterm-256color', true).enter;
	const compositor = createCompositor({ write: text => (output += text) }, size);
	const emulator = createEmulator(size.columns, size.rows);
	let shown: readonly string[] = [];

	const put = (target: Compositor, parts: readonly ScreenPart[]) => {
		for (const part of parts) {
			target.setLayer(part);
		}
		target.paint();
	};
	return {
		/** Shows the parts; resolves to how the two differ, undefined when they do not. */
		async show(parts: readonly ScreenPart[], next: Size, compare: boolean): Promise<string | undefined> {
			if (next.columns !== size.columns || next.rows !== size.rows) {
				size = next;
				compositor.resize(size);
				emulator.resize(size.columns, size.rows);
			}
			for (const id of shown) {
				if (!parts.some(part => part.id === id)) {
					compositor.removeLayer(id);
				}
			}
			shown = parts.map(({ id }) => id);
			put(compositor, parts);
			await emulator.write(output);
			output = '';
			if (!compare) {
				return undefined;
			}
			let whole = screenModes('xterm-256color', true).enter;
			put(createCompositor({ write: text => (whole += text) }, size), parts);
			const other = createEmulator(size.columns, size.rows);
			await other.write(whole);
			const [left, right] = [emulator.cells(), other.cells()];
			other.dispose();
			const y = left.findIndex((row, at) => row.join('|') !== right[at]!.join('|'));
			if (y >= 0) {
				return `row ${y} shows\n${left[y]!.join('')}\ninstead of\n${right[y]!.join('')}`;
			}
			return emulator.commands.length > 0 ? emulator.commands.join() : undefined;
		},
		dispose: () => emulator.dispose(),
	};
}
