import { type Cells, cellOf, characterOf, styleOf } from './cells.js';
import { continuation, doubtfulWidth, space } from './characters.js';
import { blankStyle, transition } from './styles.js';

/** Neighbouring changed cells of one style; blanks between and behind them belong to it. */
type Run = {
	readonly start: number;
	/** The cell behind its last character. */
	end: number;
	readonly style: number;
	/** False if it has a character that takes several cells or may do so on some terminals. */
	isNarrow: boolean;
};

/** A longer run is not worth its blanks, of one byte each. */
const maxSpotCells = 6;
/** Bytes of most moves of the cursor in a row. */
const moveBytes = 5;

/**
 * Copies a row into `ground` without its spots: short runs of one style between runs of another one, such as the bullet and
 * the bar in the band of a selected row. Blanks stand in their places. Returns false if it would take more bytes to write
 * the row without its spots and then the spots, of which each needs a move of the cursor, than to change the style at each.
 */
export function withoutSpots(shown: Cells, wanted: Cells, ground: Cells): boolean {
	const runs = changedRuns(shown, wanted);
	const spots = runs.filter((_, at) => isSpot(runs, at));
	const styles = new Set(spots.map(({ style }) => style));
	for (const style of styles) {
		const ofStyle = spots.filter(spot => spot.style === style);
		if (savedBytes(ofStyle, runs) > 0) {
			ground.set(wanted);
			for (const { start, end } of ofStyle) {
				ground.fill(cellOf(space, blankStyle(style)), start, end);
			}
			return true;
		}
	}
	return false;
}

function changedRuns(shown: Cells, wanted: Cells): Run[] {
	const runs: Run[] = [];
	let run: Run | undefined;
	for (let x = 0; x < wanted.length; x++) {
		const cell = wanted[x]!;
		const character = characterOf(cell);
		if (character === space) {
			continue;
		}
		if (cell === shown[x]) {
			run = undefined;
			continue;
		}
		if (run?.style !== styleOf(cell)) {
			run = { start: x, end: x, style: styleOf(cell), isNarrow: true };
			runs.push(run);
		}
		run.end = x + 1;
		run.isNarrow &&= character !== continuation && doubtfulWidth(character) === 0;
	}
	return runs;
}

/** The first run of a row counts as well: the style behind it can be set before it. */
function isSpot(runs: readonly Run[], at: number): boolean {
	const [before, run, behind] = [runs[at - 1], runs[at]!, runs[at + 1]];
	return (
		behind !== undefined &&
		(before === undefined || before.style === behind.style) &&
		run.isNarrow &&
		run.end - run.start <= maxSpotCells &&
		blankStyle(run.style) === blankStyle(behind.style)
	);
}

/** Estimates the bytes that it saves to write the spots of one style after the rest of their row. */
function savedBytes(spots: readonly Run[], runs: readonly Run[]): number {
	let saved = 0;
	let change = 0;
	for (const spot of spots) {
		const at = runs.indexOf(spot);
		const around = runs[at + 1]!.style;
		change = transition(around, spot.style).length;
		saved += (at === 0 ? 0 : change) + transition(spot.style, around).length;
		saved -= moveBytes + spot.end - spot.start;
	}
	return saved - change;
}
