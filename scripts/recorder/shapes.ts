import type { SKRSContext2D } from '@napi-rs/canvas';

/** A place on the canvas in pixels. */
export type Box = { x: number; y: number; width: number; height: number };

/** Arms of box-drawing characters: up, right, down, left; 1 light, 2 heavy, 3 double. */
const arms: Readonly<Record<string, string>> = {
	'─': '0101',
	'│': '1010',
	'┌': '0110',
	'┐': '0011',
	'└': '1100',
	'┘': '1001',
	'├': '1110',
	'┤': '1011',
	'┬': '0111',
	'┴': '1101',
	'┼': '1111',
	'╴': '0001',
	'╵': '1000',
	'╶': '0100',
	'╷': '0010',
	'━': '0202',
	'┃': '2020',
	'┏': '0220',
	'┓': '0022',
	'┗': '2200',
	'┛': '2002',
	'┣': '2220',
	'┫': '2022',
	'┳': '0222',
	'┻': '2202',
	'╋': '2222',
	'╸': '0002',
	'╹': '2000',
	'╺': '0200',
	'╻': '0020',
	'╼': '0201',
	'╾': '0102',
	'╽': '1020',
	'╿': '2010',
	'┝': '1210',
	'┥': '1012',
	'┠': '2120',
	'┨': '2021',
	'┯': '0212',
	'┷': '1202',
	'┿': '1212',
	'╂': '2121',
	'═': '0303',
	'║': '3030',
	'╔': '0330',
	'╗': '0033',
	'╚': '3300',
	'╝': '3003',
	'╠': '3330',
	'╣': '3033',
	'╦': '0333',
	'╩': '3303',
	'╬': '3333',
};

/** Quadrants: 1 upper left, 2 upper right, 4 lower left, 8 lower right. U+2596 to U+259F. */
const quadrants = [4, 8, 1, 13, 9, 7, 11, 2, 6, 14];

/**
 * Draws lines, blocks and braille as shapes that meet at the edges of their cells, which the glyphs of a font do not.
 * False when the character is none of these.
 */
export function drawShape(context: SKRSContext2D, character: string, box: Box): boolean {
	const code = character.codePointAt(0) ?? 0;
	if (arms[character] !== undefined) {
		lines(context, arms[character], box);
	} else if (code >= 0x256d && code <= 0x2570) {
		corner(context, code - 0x256d, box);
	} else if (code >= 0x2580 && code <= 0x259f) {
		block(context, code, box);
	} else if (code >= 0x2800 && code <= 0x28ff) {
		braille(context, code - 0x2800, box);
	} else {
		return false;
	}
	return true;
}

function thin(box: Box): number {
	return Math.max(1, Math.round(box.width / 8));
}

function lines(context: SKRSContext2D, weights: string, { x, y, width, height }: Box): void {
	const light = thin({ x, y, width, height });
	const [centreX, centreY] = [x + Math.floor(width / 2), y + Math.floor(height / 2)];
	for (const [index, weight] of [...weights].map(Number).entries()) {
		if (weight === 0) {
			continue;
		}
		const size = weight === 2 ? light * 2 : light;
		for (const offset of weight === 3 ? [-light, light] : [0]) {
			const [left, top] = [centreX - Math.floor(size / 2) + offset, centreY - Math.floor(size / 2) + offset];
			// Arms overlap in the middle, so that corners are closed.
			const before = Math.floor(size / 2) + Math.abs(offset);
			const after = size - Math.floor(size / 2) + Math.abs(offset);
			if (index === 0) {
				context.fillRect(left, y, size, centreY - y + after);
			}
			if (index === 1) {
				context.fillRect(centreX - before, top, x + width - centreX + before, size);
			}
			if (index === 2) {
				context.fillRect(left, centreY - before, size, y + height - centreY + before);
			}
			if (index === 3) {
				context.fillRect(x, top, centreX - x + after, size);
			}
		}
	}
}

/** ╭ ╮ ╯ ╰ in this order. */
function corner(context: SKRSContext2D, which: number, { x, y, width, height }: Box): void {
	const line = thin({ x, y, width, height });
	const [centreX, centreY] = [x + Math.floor(width / 2) + (line % 2) / 2, y + Math.floor(height / 2) + (line % 2) / 2];
	const [edgeX, edgeY] = [which === 0 || which === 3 ? x + width : x, which <= 1 ? y + height : y];
	context.beginPath();
	context.lineWidth = line;
	context.strokeStyle = context.fillStyle;
	context.moveTo(centreX, edgeY);
	context.arcTo(centreX, centreY, edgeX, centreY, width / 2);
	context.lineTo(edgeX, centreY);
	context.stroke();
}

function block(context: SKRSContext2D, code: number, { x, y, width, height }: Box): void {
	const fill = (left: number, top: number, right: number, bottom: number) => {
		const [x1, y1] = [Math.round(x + left * width), Math.round(y + top * height)];
		context.fillRect(x1, y1, Math.round(x + right * width) - x1, Math.round(y + bottom * height) - y1);
	};
	if (code === 0x2580) {
		fill(0, 0, 1, 0.5);
	} else if (code <= 0x2588) {
		fill(0, 1 - (code - 0x2580) / 8, 1, 1);
	} else if (code <= 0x258f) {
		fill(0, 0, (0x2590 - code) / 8, 1);
	} else if (code === 0x2590) {
		fill(0.5, 0, 1, 1);
	} else if (code <= 0x2593) {
		shade(context, (code - 0x2590) / 4, () => fill(0, 0, 1, 1));
	} else if (code === 0x2594) {
		fill(0, 0, 1, 1 / 8);
	} else if (code === 0x2595) {
		fill(7 / 8, 0, 1, 1);
	} else {
		const parts = quadrants[code - 0x2596] ?? 0;
		if (parts & 1) {
			fill(0, 0, 0.5, 0.5);
		}
		if (parts & 2) {
			fill(0.5, 0, 1, 0.5);
		}
		if (parts & 4) {
			fill(0, 0.5, 0.5, 1);
		}
		if (parts & 8) {
			fill(0.5, 0.5, 1, 1);
		}
	}
}

function shade(context: SKRSContext2D, alpha: number, fill: () => void): void {
	context.globalAlpha = alpha;
	fill();
	context.globalAlpha = 1;
}

/** Dots 1–8 of a braille pattern, bit by bit: column, row. Source: Unicode, Braille Patterns. */
const dots = [
	[0, 0],
	[0, 1],
	[0, 2],
	[1, 0],
	[1, 1],
	[1, 2],
	[0, 3],
	[1, 3],
] as const;

function braille(context: SKRSContext2D, bits: number, { x, y, width, height }: Box): void {
	const radius = Math.min(width / 4, height / 8) * 0.72;
	for (const [bit, [column, row]] of dots.entries()) {
		if ((bits & (1 << bit)) === 0) {
			continue;
		}
		context.beginPath();
		context.arc(x + (column + 0.5) * (width / 2), y + (row + 0.5) * (height / 4), radius, 0, Math.PI * 2);
		context.fill();
	}
}
