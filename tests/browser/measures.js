// What the tests measure on a page. Evaluated in it, never served.
(() => {
  // Shown at 1280 pixels alone; at 320 a link, a code or a word in each row says the same.
  const SAID_OTHERWISE = ".site-search, .languages .name, .map-head";

  const isBox = (style) => [style.overflowX, style.overflowY].some((one) => one !== "visible");
  const scrolls = (style) => [style.overflowX, style.overflowY].some((one) => one === "auto" || one === "scroll");
  const cut = (a, b) => {
    const left = Math.max(a.left, b.left), top = Math.max(a.top, b.top);
    return { left, top, width: Math.min(a.right, b.right) - left, height: Math.min(a.bottom, b.bottom) - top,
             right: Math.min(a.right, b.right), bottom: Math.min(a.bottom, b.bottom) };
  };
  const isThere = (box) => box.width > 1 && box.height > 1;

  // The boxes of a text node's lines, what cuts them off taken away; what can be scrolled to counts as there.
  const boxes = (node, isScrolled) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    let found = [...range.getClientRects()].filter(isThere);
    for (let one = node.parentElement; one && one !== document.body && found.length; one = one.parentElement) {
      const style = getComputedStyle(one);
      if (isBox(style) && (isScrolled || !scrolls(style))) {
        const box = one.getBoundingClientRect();
        found = found.map((line) => cut(line, box)).filter(isThere);
      }
    }
    return found;
  };
  const texts = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.data.trim() && !node.parentElement.closest("script, noscript, option, [aria-hidden=true]")
          && node.parentElement.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
        found.push(node);
    }
    return found;
  };
  const say = (node) => `${node.parentElement.tagName.toLowerCase()}: ${node.data.trim().slice(0, 60)}`;
  const boxesOf = (one) => (one === document.body ? [] : [getComputedStyle(one), ...boxesOf(one.parentElement)]);
  const place = (one) => [...document.querySelectorAll("*")].indexOf(one);
  let remembered = [];

  window.measures = {
    openDetails: () => document.querySelectorAll("details").forEach((one) => (one.open = true)),

    remember: () => (remembered = texts().filter((node) => boxes(node, false).length)).length,

    // What was to be seen when it was remembered, and is not now.
    lost: () => remembered
      .filter((node) => !boxes(node, false).length && !node.parentElement.closest(SAID_OTHERWISE)).map(say),

    // Lines of which a box that cannot be scrolled shows a part only.
    clipped: () => texts().filter((node) => {
      const range = document.createRange();
      range.selectNodeContents(node);
      const whole = [...range.getClientRects()].filter(isThere), seen = boxes(node, false);
      const area = (all) => all.reduce((sum, one) => sum + one.width * one.height, 0);
      return seen.length && area(seen) < 0.9 * area(whole);
    }).map(say),

    // Pairs of texts that stand on one another.
    overlaps: () => {
      const lines = texts().flatMap((node) => boxes(node, true).map((box) => ({ node, box })));
      lines.sort((a, b) => a.box.top - b.box.top);
      const found = [];
      lines.forEach((one, index) => {
        for (let at = index + 1; at < lines.length && lines[at].box.top < one.box.bottom; at += 1) {
          const both = cut(one.box, lines[at].box);
          if (one.node !== lines[at].node && both.width > 3
              && both.height > 0.4 * Math.min(one.box.height, lines[at].box.height))
            found.push(`${say(one.node)} | ${say(lines[at].node)}`);
        }
      });
      return found;
    },

    // What makes the page scroll sideways.
    tooWide: () => {
      const width = document.documentElement.clientWidth;
      if (document.documentElement.scrollWidth <= width) return [];
      const wide = [...document.body.querySelectorAll("*")].filter((one) =>
        one.getBoundingClientRect().right > width + 1 && !boxesOf(one).some(isBox));
      return [`${document.documentElement.scrollWidth} > ${width}`, ...wide.map((one) => one.outerHTML.slice(0, 120))];
    },

    // WCAG 2.2, 1.4.12; a sheet that is made by a script is no inline style to the policy.
    spaceOut: () => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
        + " p { margin-bottom: 2em !important }");
      document.adoptedStyleSheets = [sheet];
    },
    spaceBack: () => (document.adoptedStyleSheets = []),

    // Everything that Tab must reach, as places in the order of the document.
    reachable: () => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
      .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && one.type !== "hidden")
      .map(place),

    // Where the focus is: its place in the document, its box on the page, whether it is seen; null if nowhere.
    focus: () => {
      const one = document.activeElement;
      if (!one || one === document.body) return null;
      const style = getComputedStyle(one), box = one.getClientRects()[0];
      let scroller = null, left = box.left, above = box.top;
      for (let outer = one.parentElement; outer; outer = outer.parentElement) {
        if (!scroller && scrolls(getComputedStyle(outer))) scroller = outer;
        left += outer.scrollLeft;
        above += outer.scrollTop;
      }
      const shown = cut(box, { left: 0, top: 0, right: innerWidth, bottom: innerHeight });
      const top = document.elementFromPoint(shown.left + shown.width / 2, shown.top + shown.height / 2);
      return {
        at: place(one), html: one.outerHTML.slice(0, 100),
        hasOutline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        isUncovered: top !== null && (one.contains(top) || top.contains(one)),
        scroller: scroller ? place(scroller) : null,
        box: { left, right: left + box.width, top: above, bottom: above + box.height },
      };
    },
  };
})();
