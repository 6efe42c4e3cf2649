import type { LayerProgress, TransferProgress } from '../../../domain/progress/progress-fold.js';
import type { Line } from '../../../domain/text/line.js';
import { plural } from '../../../domain/text/plural.js';
import { decimalSize } from '../../../domain/text/units.js';
import type { Glyphs } from '../../glyphs.js';
import { gauge } from '../charts/gauge.js';
import { fitText, span } from '../text/lines.js';

/** Cells of the columns: a layer's short id, its state, its bytes. */
const idWidth = 12;
const stateWidth = 18;
const bytesWidth = 19;

/** Describes the progress of a pull or push in few words. */
export function transferSummary({ current, total, layers, lines }: TransferProgress): string {
	if (total > 0) {
		return `${decimalSize(current)} / ${decimalSize(total)}`;
	}
	if (current > 0) {
		return decimalSize(current);
	}
	return layers.length > 0 ? plural(layers.length, 'layer') : (lines.at(-1) ?? '');
}

/** The progress of a pull, push, load or save in at most `height` lines: the total, then each layer. */
export function transferLines(
	transfer: TransferProgress,
	width: number,
	height: number,
	glyphs: Glyphs,
): readonly Line[] {
	const { layers, current, lines } = transfer;
	const bar = Math.max(4, Math.min(30, width - idWidth - stateWidth - bytesWidth - 3));
	const sum: Line[] = layers.length > 0 || current > 0 ? [sumLine(transfer, bar, glyphs)] : [];
	const rowsLeft = Math.max(0, height - sum.length);
	const shown = new Set(pendingFirst(layers).slice(0, rowsLeft));
	const rows = layers.filter(layer => shown.has(layer)).map(layer => layerLine(layer, bar, glyphs));
	const messages: Line[] = layers.length === 0 ? lines.slice(-rowsLeft).map(text => [span(text, 'dim')]) : [];
	return [...sum, ...rows, ...messages].slice(0, height);
}

/** If not all layers fit, the unfinished ones are shown. */
const pendingFirst = (layers: readonly LayerProgress[]): readonly LayerProgress[] => [
	...layers.filter(layer => !layer.done),
	...layers.filter(layer => layer.done),
];

function sumLine({ layers, current, total, rate }: TransferProgress, bar: number, glyphs: Glyphs): Line {
	const done = layers.filter(layer => layer.done).length;
	const isDone = done === layers.length && layers.length > 0;
	const state = [
		layers.length === 0 ? '' : isDone ? countOf(layers.length) : `${done} of ${layers.length}`,
		rate > 0 && !isDone ? `${decimalSize(rate)}/s` : '',
	];
	return [
		span(`${fitText('total', idWidth)} `, 'strong'),
		// The size of an export is unknown before its end, and an empty bar would look as if no bytes had arrived.
		...(layers.length === 0 && total === 0
			? []
			: gauge(isDone ? 1 : total > 0 ? current / total : undefined, bar, 'normal', { glyphs })),
		span(` ${fitText(state.filter(Boolean).join(` ${glyphs.separator} `), stateWidth)}`, 'strong'),
		span(` ${fitText(bytesOf(current, total, isDone), bytesWidth, 'right')}`, 'strong'),
	];
}

function layerLine(layer: LayerProgress, bar: number, glyphs: Glyphs): Line {
	const { id, status, current, total, done, existed } = layer;
	const ratio = done ? 1 : total > 0 ? current / total : undefined;
	return [
		span(`${fitText(id, idWidth)} `, 'dim'),
		...gauge(ratio, bar, 'normal', { glyphs }),
		span(` ${fitText(existed ? 'Already exists' : status, stateWidth)}`, done ? 'dim' : 'text'),
		span(` ${fitText(bytesOf(current, total, done), bytesWidth, 'right')}`, 'dim'),
	];
}

function bytesOf(current: number, total: number, done: boolean): string {
	if (total <= 0) {
		return current > 0 ? decimalSize(current) : '';
	}
	return done ? decimalSize(total) : `${decimalSize(current)} / ${decimalSize(total)}`;
}

const countOf = (layers: number): string => plural(layers, 'layer');
