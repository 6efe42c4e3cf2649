import type { Line } from '../../../domain/line.js';
import { memo } from '../../../state/memo.js';
import { paneOf, selectedItem } from '../../../state/selectors.js';
import type { State } from '../../../state/state.js';
import type { Glyphs } from '../../glyphs.js';
import { jsonLines } from '../json-lines.js';
import { maskOf } from '../mask.js';
import { resourceLines } from './resource-lines.js';

const kinds = { containers: 'container', images: 'image', volumes: 'volume', networks: 'network' } as const;

/** The engine's whole answer about the selection, as `docker inspect` prints it; what looks secret is masked. */
export function inspectTab(state: State, width: number, _height: number, glyphs: Glyphs): readonly Line[] {
	const item = selectedItem(state, state.pane);
	if (item === undefined) return [];
	const key = `${kinds[state.pane]}:${paneOf(state.pane).key(item)}`;
	return resourceLines<{ readonly raw: unknown }>(state, key, width, glyphs, ({ raw }) =>
		inspectLines(raw, width, state.text.reveal ? undefined : maskOf(glyphs)),
	);
}

const inspectLines = memo((raw: unknown, width: number, mask: string | undefined): readonly Line[] =>
	jsonLines(raw, { width, mask }),
);
