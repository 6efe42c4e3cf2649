import { expect, test } from 'vitest';
import { readMouseReport } from '../../../source/terminal/input/mouse-report.js';

test('a press of the left button and the wheel are events, on cells from 0', () => {
	expect(readMouseReport('<0;1;1', 'M')).toEqual({ kind: 'mouse', event: { kind: 'press', x: 0, y: 0 } });
	expect(readMouseReport('<64;120;40', 'M')).toEqual({ kind: 'mouse', event: { kind: 'wheel-up', x: 119, y: 39 } });
	expect(readMouseReport('<65;9;9', 'M')).toEqual({ kind: 'mouse', event: { kind: 'wheel-down', x: 8, y: 8 } });
});

test.each<[string, 'M' | 'm', string]>([
	['<0;1;1', 'm', 'a release'],
	['<65;1;1', 'm', 'a release of the wheel'],
	['<1;1;1', 'M', 'the middle button'],
	['<2;1;1', 'M', 'the right button'],
	['<3;1;1', 'M', 'no button'],
	['<66;1;1', 'M', 'the wheel to the left'],
	['<67;1;1', 'M', 'the wheel to the right'],
	['<128;1;1', 'M', 'a further button'],
	['<4;1;1', 'M', 'a press with Shift'],
	['<8;1;1', 'M', 'a press with Alt'],
	['<16;1;1', 'M', 'a press with Ctrl'],
	['<68;1;1', 'M', 'the wheel with Shift'],
	['<32;1;1', 'M', 'a drag'],
	['<35;1;1', 'M', 'a moving mouse'],
	['<0;0;1', 'M', 'column 0'],
	['<0;1;0', 'M', 'row 0'],
	['<0;-1;1', 'M', 'a negative column'],
	['<0;99999;1', 'M', 'a column far outside'],
	['<0;1;123456', 'M', 'a number of six digits'],
	['<0;1', 'M', 'a missing row'],
	['<0;1;1;1', 'M', 'a fourth number'],
	['<;1;1', 'M', 'no button number'],
	['<0;;1', 'M', 'an empty column'],
	['<0:1;1;1', 'M', 'a colon'],
	['<', 'M', 'nothing'],
	['<constructor;1;1', 'M', 'a word'],
])('%s %s is no event: %s', (parameters, final) => {
	expect(readMouseReport(parameters, final)).toEqual({ kind: 'mouse' });
});
