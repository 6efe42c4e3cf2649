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

/** The field lies above the surfaces and below the dialogs. */
const z = 5;

/** The text field of a filter or search, in the border of its pane. */
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

/** Returns a selector of the field's place, which returns the same object while the place is unchanged. */
function createPlaceOf(glyphs: Glyphs): (state: State) => FieldPlace | undefined {
	let previous: FieldPlace | undefined;
	return state => {
		const next = filterField(state, glyphs) ?? searchField(state, glyphs);
		if (!next || !previous || !isSame(next, previous)) {
			previous = next;
		}
		return previous;
	};
}

const isSame = (a: FieldPlace, b: FieldPlace): boolean =>
	a.edit === b.edit &&
	a.width === b.width &&
	a.rect.x === b.rect.x &&
	a.rect.y === b.rect.y &&
	a.rect.width === b.rect.width;
