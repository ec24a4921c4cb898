import { inkOn } from '../ink.ts';

/** A constructed sheet inside the shadow root: neither the page's policy nor its styles reach it. */
export function styleSheet(color: string, side: 'left' | 'right'): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
:host{all:initial;position:fixed;inset-block-end:0;inset-inline-end:0;z-index:2147483000}
button{position:fixed;inset-block-end:20px;${side}:20px;display:grid;place-items:center;inline-size:56px;block-size:56px;padding:0;border:0;border-radius:50%;background:${color};color:${inkOn(color)};box-shadow:0 6px 24px rgb(0 0 0/.25);cursor:pointer}
button:hover{filter:brightness(1.08)}
button:focus-visible{outline:3px solid #0b63ce;outline-offset:3px;box-shadow:0 0 0 3px #fff}
svg{inline-size:26px;block-size:26px;fill:none;stroke:currentColor;stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round}
b{position:absolute;inset-block-start:-4px;inset-inline-end:-4px;min-inline-size:22px;box-sizing:border-box;padding-inline:6px;border-radius:11px;background:#b3261e;color:#fff;font:600 12px/22px system-ui,sans-serif}
b:empty{display:none}
iframe{position:fixed;inset-block-end:88px;${side}:20px;inline-size:390px;block-size:min(660px,100dvh - 108px);border:0;border-radius:16px;box-shadow:0 16px 56px rgb(0 0 0/.28);color-scheme:normal}
[hidden]{display:none!important}
@media(max-width:479px),(max-height:479px){iframe{inset:0;inline-size:100%;block-size:100dvh;border-radius:0}.open{display:none}}
@media(prefers-reduced-motion:no-preference){iframe{animation:in .18s cubic-bezier(.2,0,0,1)}@keyframes in{from{opacity:0;transform:translateY(12px)}}}
@media(forced-colors:active){button{border:2px solid}}
@media print{:host{display:none}}`);
  return sheet;
}
