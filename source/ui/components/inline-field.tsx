import { useMemo } from 'react';
import type { State } from '../../state/state.js';
import { useDrawing } from '../drawing/drawing-context.js';
import { Hole } from '../drawing/surface.js';
import type { Glyphs } from '../glyphs.js';
import { useSelector } from '../use-selector.js';
import { searchField } from '../views/detail/detail-view.js';
import { filterField } from '../views/list/pane-title.js';
import type { FieldPlace } from '../views/text/edit-line.js';
import { TextField } from './text-field.js';

/** Above the surfaces, below the dialogs. */
const z = 5;

/** The filter or search that is being typed, in the border that it belongs to. */
export function InlineField() {
	const { glyphs } = useDrawing();
	const placeOf = useMemo(() => createPlaceOf(glyphs), [glyphs]);
	const place = useSelector(placeOf);
	return (
		place && (
			<Hole rect={place.rect} z={z}>
				<TextField edit={place.edit} width={place.width} role="strong" />
			</Hole>
		)
	);
}

/** Returns the function of the field's place in a state: the same object while nothing of it changed. */
function createPlaceOf(glyphs: Glyphs): (state: State) => FieldPlace | undefined {
	let known: FieldPlace | undefined;
	return state => {
		const next = filterField(state, glyphs) ?? searchField(state, glyphs);
		if (!next || !known || !isSame(next, known)) {
			known = next;
		}
		return known;
	};
}

const isSame = (a: FieldPlace, b: FieldPlace): boolean =>
	a.edit === b.edit &&
	a.width === b.width &&
	a.rect.x === b.rect.x &&
	a.rect.y === b.rect.y &&
	a.rect.width === b.rect.width;
