import type { Line } from '../../../domain/text/line.js';
import type { NounId } from '../../../panes/noun.js';
import { panes } from '../../../panes/panes.js';
import { memo } from '../../../state/memo.js';
import { selectedItem } from '../../../state/selectors.js';
import type { State } from '../../../state/state.js';
import type { Glyphs } from '../../glyphs.js';
import { jsonLines } from '../detail/json-lines.js';
import { maskOf } from '../text/mask.js';
import { resourceLines } from './resource-lines.js';

/** The engine's whole answer about the selection, as `docker inspect` prints it; what looks secret is masked. */
export const inspectTab = (state: State, width: number, _height: number, glyphs: Glyphs): readonly Line[] =>
	inspectOf(state, state.pane, width, glyphs);

function inspectOf<N extends NounId>(state: State, noun: N, width: number, glyphs: Glyphs): readonly Line[] {
	const item = selectedItem(state, noun);
	const { inspect, key } = panes[noun];
	if (item === undefined || inspect === undefined) {
		return [];
	}
	return resourceLines(state, { of: inspect, id: key(item) }, width, glyphs, ({ raw }) =>
		inspectLines(raw, width, state.text.reveal ? undefined : maskOf(glyphs)),
	);
}

const inspectLines = memo((raw: unknown, width: number, mask: string | undefined): readonly Line[] =>
	jsonLines(raw, { width, mask }),
);
