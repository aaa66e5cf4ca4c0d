/// How the report looks, on screen and on A4.
enum ReportStyle {
    /// The style sheet.
    static let css = """
        :root{--ink:#1b2533;--soft:#566273;--rule:#dfe3e8;--wash:#f5f6f8;--deep:#0b3a66}
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%}
        body{margin:0;background:#eceef1;color:var(--ink);text-align:left;
        font:15px/1.7 "Noto Sans","Noto Sans Thai",sans-serif;
        line-break:loose;overflow-wrap:break-word}
        html:not(.english) .en,html.english .th{display:none}
        main{max-width:1180px;margin:0 auto;padding:40px 52px 64px;background:#fff}
        .tools{position:sticky;top:0;z-index:2;display:flex;gap:8px;justify-content:flex-end;
        padding:8px 20px;background:var(--deep)}
        .tools button{font:inherit;font-size:13px;padding:2px 14px;border:1px solid #ffffff66;
        border-radius:3px;background:none;color:#fff;cursor:pointer}
        .tools button:hover,.tools button:focus-visible{background:#fff;color:var(--deep)}
        h1{margin:2px 0 0;font-size:34px;line-height:1.4;font-weight:700;color:var(--deep)}
        h2{margin:52px 0 14px;padding-top:14px;border-top:2px solid var(--deep);font-size:22px;
        line-height:1.5;color:var(--deep)}
        h3{margin:20px 0 6px;font-size:17px;line-height:1.5}
        h3 small{font-weight:400;color:var(--soft)}
        p{margin:8px 0}
        .muted,small{color:var(--soft)}
        .title .office{margin:0;font-size:16px;font-weight:700}
        .title .sub{margin:0 0 14px;font-size:17px;color:var(--soft)}
        .proposal{display:inline-block;margin:14px 0 0;padding:2px 14px;font-weight:700;
        border:1.5px solid var(--deep);color:var(--deep)}
        dl.meta{margin:0}
        dl.meta>div{display:flex;gap:14px;padding:3px 0;border-bottom:1px solid var(--rule)}
        dl.meta dt{flex:0 0 15em;color:var(--soft)}
        dl.meta dd{margin:0;min-width:0;overflow-wrap:anywhere}
        .banner{margin:16px 0 0;padding:10px 18px;border-left:6px solid #b45309;background:#fdf5e6}
        .banner.conflict{border-color:#a3123a;background:#fcecf0}
        .banner.synthetic{border-color:#5b4a9e;background:#f1eff9}
        .banner ul{margin:4px 0;padding-left:1.3em}
        .banner ul.cols{columns:3}
        .figures{display:grid;grid-template-columns:repeat(4,1fr);gap:18px}
        .figure{padding:14px 18px;border-top:5px solid #6b7280;background:var(--wash)}
        .figure.hub{border-color:#0b4f8a}.figure.network{border-color:#009e73}
        .figure.stand_alone{border-color:#d55e00}
        .figure p{margin:0}.figure .name{font-weight:700}
        .figure .big{font-size:50px;line-height:1.25;font-weight:700;font-variant-numeric:tabular-nums}
        .figure .big small{font-size:17px;font-weight:400}
        .parts{margin:6px 0 0;padding:6px 0 0;border-top:1px solid var(--rule);list-style:none;
        font-size:13px;line-height:1.6}
        .parts li{display:flex;justify-content:space-between;gap:8px}
        .lead{margin:18px 0;font-size:17px}
        .sym{width:15px;height:15px;margin-right:5px;vertical-align:-2px;flex:none}
        table{width:100%;margin:12px 0;border-collapse:collapse;font-size:13.5px;line-height:1.55;
        font-variant-numeric:tabular-nums}
        th,td{padding:5px 8px;border-bottom:1px solid var(--rule);text-align:left;vertical-align:top}
        thead th{border-bottom:1.5px solid var(--ink);background:var(--wash);vertical-align:bottom;
        font-weight:700}
        tbody th{font-weight:400}
        .n{text-align:right}
        td.n{white-space:nowrap}
        tr.group th,tr.group td{background:var(--wash);font-weight:700}
        .places tbody tr:not(.group) th{padding-left:26px}
        tr.total th,tr.total td{border-top:1.5px solid var(--ink);font-weight:700}
        td.strong,.strong{font-weight:700}
        .why{min-width:15em}
        .to{color:var(--soft)}
        .est{margin-right:1px;color:#8a5a00;font-weight:400}
        .nodata{color:var(--soft);font-style:normal;white-space:nowrap}
        .short,.worse{color:#a33a00;font-weight:700}
        .better{color:#00694c;font-weight:700}
        .confirm{color:#8a5a00;font-weight:700;white-space:nowrap}
        .same{color:var(--soft)}
        .tag{padding:0 6px;border:1px solid var(--rule);border-radius:3px;white-space:nowrap}
        ul.notes{margin:8px 0;padding-left:1.2em;font-size:13.5px;color:var(--soft)}
        ul.gaps{padding-left:1.2em}ul.gaps li{margin:7px 0}
        figure{margin:0}
        .map svg{display:block;width:100%;height:auto}
        .map svg text{font-family:inherit}
        .map .no{font-size:10px;font-weight:700;fill:#fff;text-anchor:middle}
        .names text{font-size:13px;font-weight:700;fill:#12243a;stroke:#fff;stroke-width:3.4;
        stroke-linejoin:round;paint-order:stroke}
        .names .leader{stroke:#12243a;stroke-width:.8}
        .district text{font-size:22px;font-weight:700;fill:#6b4e71;fill-opacity:.38;
        text-anchor:middle}
        .areas{fill-opacity:.85}
        .links path{stroke-width:1.9;stroke-opacity:.82}
        .links .pool{stroke:#00795a;stroke-dasharray:7 3}
        .links .share{stroke-width:1.3;stroke-dasharray:1 4.5;stroke-opacity:.95}
        .graticule path{stroke:#5b667533;stroke-width:.7;fill:none}
        .graticule rect{fill:none;stroke:#3a4656;stroke-width:1.2}
        .graticule text{font-size:10px;fill:#566273}
        .map .bar{display:flex;align-items:center;gap:14px;margin-top:6px}
        .map .bar .scale{height:auto;font-size:11px;overflow:visible}
        .scale text{text-anchor:middle;font-size:12px;fill:#27364a}
        .map .bar .north{width:28px;height:44px;margin-left:auto}
        .north text{font-size:14px;font-weight:700;fill:#27364a}
        .legend{display:flex;flex-wrap:wrap;gap:3px 20px;margin:6px 0 0;padding:0;list-style:none;
        font-size:13px}
        .legend li{display:flex;align-items:center}
        .map .legend .sym{width:16px;height:16px}
        .map .legend .line{width:34px;height:8px;margin-right:6px}
        .dot{width:4px;height:4px;margin-right:7px;border-radius:50%;background:#9aa3ad}
        .swatch{width:13px;height:13px;margin-right:6px}
        .charts{display:grid;grid-template-columns:1fr 1fr;gap:36px}
        .charts>figure>figcaption{font-weight:700}
        .chart{display:block;width:100%;height:auto}
        .chart text{font-size:12px;text-anchor:middle;fill:var(--ink)}
        .chart .inside{fill:#fff;font-weight:700;stroke:#0004;stroke-width:2;paint-order:stroke}
        .chart .note{font-size:11px;fill:var(--soft)}
        .card{margin:22px 0;padding:14px 20px 16px;border:1px solid var(--rule);
        border-top:4px solid #0b4f8a}
        .card h3{margin:0 0 6px}
        .badge{display:inline-block;min-width:1.7em;padding:0 5px;background:#0b4f8a;color:#fff;
        text-align:center;font-size:15px}
        .facts{display:grid;grid-template-columns:repeat(6,auto);gap:4px 20px;margin:0}
        .facts dt{font-size:12.5px;line-height:1.5;color:var(--soft)}
        .facts dd{margin:0;font-size:17px;font-weight:700}
        .facts dd .nodata{font-size:13.5px;font-weight:400}
        .facts.money{grid-template-columns:repeat(4,auto)}
        .card.pool{border-top-color:#009e73}.card.pool .badge{background:#00795a}
        .timetable td.teaches{background:#dff1ea;font-weight:700}
        .next{margin:2px 0 0;color:var(--soft)}
        caption{padding:4px 0;text-align:left;font-weight:700}
        .csr{border-color:#5b4a9e;color:#5b4a9e}
        .totals th,.totals td{padding:3px 6px}
        .needs td{font-size:12px;line-height:1.5}
        ul.key{columns:3;margin:8px 0;padding:0;list-style:none;font-size:13px}
        ul.key li{break-inside:avoid}
        .members tr.hub td{background:var(--wash)}
        .teachers{margin:8px 0 0;font-size:13.5px}
        .norms tr.group th,.spread tr.group th,.spread tr.group td{background:var(--wash);font-weight:700}
        ul.dense{margin:8px 0;padding:0;list-style:none;font-size:12.5px;line-height:1.5}
        ul.dense.c3{columns:3;column-gap:24px}ul.dense.c4{columns:4;column-gap:20px}
        ul.dense li{break-inside:avoid;padding:1px 0 1px 10px;text-indent:-10px}
        ul.dense b{font-weight:600}
        .majors th,.majors td,.vans th,.vans td{padding:3px 6px}
        .lines th,.lines td{padding:3px 6px}
        .foot{display:grid;grid-template-columns:3fr 2fr;gap:24px}
        .foot .staff{margin:10px 0 0}
        .opinion{margin-top:10px;padding-top:6px;border-top:1px solid var(--rule)}
        .opinion p{margin:6px 0}
        .dots{border-bottom:1px dotted #566273;min-height:1.7em}
        .sign{display:grid;grid-template-columns:2fr 2fr 1fr;gap:22px}
        .schools{font-size:12.5px}
        .schools th,.schools td{padding:4px 6px}
        .schools .why,.members .why{min-width:13em;font-size:12.5px}
        .schools .role{white-space:nowrap}
        .schools tbody td:first-child{min-width:9em}
        .wide{overflow-x:auto}
        .hash{font:11px/1.6 monospace;overflow-wrap:anywhere}
        footer{margin-top:40px;padding-top:10px;border-top:1px solid var(--rule);font-size:13px;
        color:var(--soft)}
        @media screen and (max-width:760px){main{padding:20px 16px}.figures,.charts{grid-template-columns:1fr 1fr}
        .charts{grid-template-columns:1fr}.facts{grid-template-columns:1fr 1fr}
        section{overflow-x:auto}}

        """ + print

    /// A4: portrait, landscape for the table of all schools.
    private static let print = """
        @page{size:A4;margin:14mm 13mm 15mm}
        @page wide{size:A4 landscape;margin:12mm}
        @media print{
        body{background:none;font-size:10.5pt;-webkit-print-color-adjust:exact;
        print-color-adjust:exact}
        .tools{display:none}
        main{max-width:none;padding:0}
        h1{font-size:22pt}h2{margin:18pt 0 8pt;font-size:15pt}
        h2,h3,caption{break-after:avoid}
        ul.notes{break-before:avoid}
        #indicators{break-before:page}
        table{font-size:8.6pt}
        thead{display:table-header-group}tfoot{display:table-row-group}
        tr,.banner,.figure,.map,.charts,.facts,.opinion{break-inside:avoid}
        .figure .big{font-size:30pt}
        .map{break-before:page}
        #map h2{break-before:page}.map{break-before:auto}
        .map>svg{max-height:225mm}
        .card{break-inside:avoid;margin:0 0 9pt;padding:6pt 9pt 7pt}
        .card h3{font-size:11pt}
        .card table{margin:5pt 0}
        .card th,.card td{padding:1.6pt 3pt}
        .card table,.card .members .why,.teachers{font-size:7.2pt;line-height:1.4}
        .card .members .why{width:50%;min-width:0}
        .card .members th:first-child,.card .members td:first-child{min-width:7.5em}
        .card .members .sym{width:9px;height:9px;margin-right:3px}
        .card .next{margin:0;display:inline}.card .next::before{content:" · "}
        .teachers{margin:3pt 0}
        .foot{gap:14pt;break-inside:avoid}.foot .staff{margin:3pt 0 0}
        .opinion{margin-top:3pt;padding-top:2pt;border:0;font-size:7.6pt}
        .opinion p{margin:2pt 0}.sign{gap:8pt}
        ul.dense{font-size:6.8pt;line-height:1.4}
        .indicators,.norms,.spread,.minutes,.interval{font-size:7.8pt;line-height:1.35;break-inside:avoid}
        .indicators th,.indicators td{padding:1.5pt 4pt}.indicators td{white-space:nowrap}
        .norms th,.norms td,.spread th,.spread td,.minutes th,.minutes td{padding:1.5pt 4pt}
        .majors,.vans,.prices{font-size:7.2pt}
        .majors th,.majors td,.vans th,.vans td{padding:1.2pt 3pt;line-height:1.4}
        .vans thead th{font-weight:400}
        .facts{gap:2px 12px}.facts dd{font-size:11pt}.facts dt{font-size:8pt}
        .wide{page:wide;overflow:visible}
        .schools,.totals{font-size:7.4pt}
        .lines{font-size:6.8pt}
        .lines th,.lines td{padding:.8pt 3pt;line-height:1.35}
        .needs td{font-size:7pt}
        .parts{font-size:8pt}
        ul.key{font-size:7.6pt}
        .modes,.funding{break-inside:avoid}
        .places th,.places td{padding:1.5pt 4pt;line-height:1.4}
        ul.notes{font-size:8.6pt}
        .sheet+.sheet{break-before:page}
        .sheet h3{margin-top:0}
        .schools th,.schools td{padding:2pt 3pt}
        .schools td,.totals td{line-height:1.4}
        .schools .why{min-width:0;width:29%;font-size:7pt}
        .schools .role{white-space:normal}
        .schools .sym{width:9px;height:9px;margin-right:3px}
        .why{min-width:0}
        .chart text{font-size:12px}
        a{color:inherit;text-decoration:none}
        }

        """

    /// The switches for language and digits; without JavaScript the page stays Thai with Arabic digits.
    static let script = """
        (function(){
        var page=document.documentElement,thai='๐๑๒๓๔๕๖๗๘๙',originals=[];
        function each(node,visit){
        if(node.nodeType===3){visit(node);return;}
        if(node.nodeType!==1||/^(script|style)$/i.test(node.nodeName))return;
        if(node.classList.contains('asis'))return;
        for(var child=node.firstChild;child;child=child.nextSibling)each(child,visit);}
        document.getElementById('language').addEventListener('click',function(){
        page.classList.toggle('english');
        page.lang=page.classList.contains('english')?'en':'th';});
        document.getElementById('digits').addEventListener('click',function(){
        if(originals.length){
        originals.forEach(function(pair){pair[0].data=pair[1];});originals=[];return;}
        each(document.querySelector('main'),function(node){
        var text=node.data.replace(/[0-9]/g,function(digit){return thai[+digit];});
        if(text!==node.data){originals.push([node,node.data]);node.data=text;}});});
        document.getElementById('print').addEventListener('click',function(){window.print();});
        })();
        """
}
